// SPDX-License-Identifier: AGPL-3.0-or-later
// Says at once that a chosen file is too large, instead of after minutes of sending. The server asks again.
for (const input of document.querySelectorAll('input[type=file][data-most-bytes]')) {
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    const large = file && file.size > Number(input.dataset.mostBytes)
    input.setCustomValidity(large ? (input.dataset.tooLarge ?? '') : '')
    if (large) input.reportValidity()
  })
}
