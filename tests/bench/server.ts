// SPDX-License-Identifier: AGPL-3.0-or-later
// The servers under measure: starting and stopping them, signing in, the bytes of an answer, memory.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'

export type Server = { url: string; child: ChildProcess }

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** Runs a script that listens on the PORT of its environment; resolves when it says that it is ready. */
export async function startServer(script: string, given: string[] = []): Promise<Server> {
  const port = await freePort()
  const child = fork(script, given, {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${script} ended before it was ready`)
  })
  await Promise.race([ended, saysReady(child)])
  ended.catch(() => {})
  return { url: `http://127.0.0.1:${port}`, child }
}

async function saysReady({ stdout }: ChildProcess): Promise<void> {
  for (let said = ''; !/\bready\b/.test(said); ) {
    const [chunk] = await once(stdout ?? process.stdin, 'data')
    said += String(chunk)
  }
  stdout?.resume()
}

export async function stopServer({ child }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(late)
}

/** The Cookie header of a browser signed in with a demo account. */
export async function signIn({ url }: Server, email: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: url },
    body: new URLSearchParams({ email, password, to: '/' }),
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (answer.status !== 302 || !cookies.some((cookie) => cookie?.startsWith('presente='))) {
    throw new Error(`${email} could not sign in: status ${answer.status}`)
  }
  return cookies.join('; ')
}

export type Answer = { headers: IncomingHttpHeaders; body: Buffer; wireBytes: number }

/** One page or file as a browser gets it, compressed; anything but 200 is an error. */
export async function fetchRaw(address: string, headers: Record<string, string>): Promise<Answer> {
  // A connection of its own, so that its bytes are this answer's: head, body and framing.
  const asked = request(address, { agent: false, headers }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  if (answer.statusCode !== 200) throw new Error(`${address} answered ${answer.statusCode}`)
  const wireBytes = asked.socket?.bytesRead ?? 0
  return { headers: answer.headers, body: Buffer.concat(chunks), wireBytes }
}

/** In MB. `own`: without the files mapped into it, which all processes share (the program of Node above all). */
export type Memory = { pid: number; resident: number; own: number; peak: number }

/** Memory of each worker of a server; none where the system has no /proc. */
export function workerMemory({ child }: Server): Memory[] {
  let processes: string[]
  try {
    processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
  return processes.flatMap((pid) => {
    const status = statusOf(pid)
    if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== child.pid) return []
    const megabytes = (name: string) =>
      (Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) * 1024) / 1e6
    return [
      {
        pid: Number(pid),
        resident: megabytes('VmRSS'),
        own: megabytes('RssAnon'),
        peak: megabytes('VmHWM'),
      },
    ]
  })
}

/** A process may end while the list is read. */
function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
