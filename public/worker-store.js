// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the worker keeps what it must remember when it is ended: whose device it is now, and the forms that wait.
self.store = (() => {
  const name = 'presente'

  /** Whoever signs out takes all of it along: nothing may be begun anew behind them. */
  let leaving = false

  function open() {
    if (leaving) return Promise.reject(new Error('signing out'))
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => {
        request.result.createObjectStore('form', { keyPath: 'id', autoIncrement: true })
        request.result.createObjectStore('state')
      }
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  }

  /** One request to one store; what it gives. */
  async function use(part, mode, work) {
    const db = await open()
    try {
      const transaction = db.transaction(part, mode)
      const request = work(transaction.objectStore(part))
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve
        transaction.onabort = transaction.onerror = () => reject(transaction.error)
      })
      return request.result
    } finally {
      db.close()
    }
  }

  const read = (part, work) => use(part, 'readonly', work)
  const write = (part, work) => use(part, 'readwrite', work)

  return {
    account: async () => (await read('state', (state) => state.get('account'))) ?? null,
    setAccount: (account) => write('state', (state) => state.put(account, 'account')),
    /** In the order in which they were sent. */
    formsOf: async (account) =>
      (await read('form', (all) => all.getAll())).filter((form) => form.account === account),
    putForm: (form) => write('form', (all) => all.put(form)),
    /** For as long as a sign-out takes; where it does not succeed, the store is there again. */
    leave() {
      leaving = true
      setTimeout(() => {
        leaving = false
      }, 10_000)
    },
    removeForm: (id) => write('form', (all) => all.delete(id)),
    empty: () =>
      new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name)
        request.onsuccess = request.onerror = request.onblocked = () => resolve()
      }),
  }
})()
