import { Resolver } from 'node:dns/promises'
import { performance } from 'node:perf_hooks'

/** What name servers say to one question. Nobody answering is not the same as an answer that there is nothing. */
export type DnsAnswer =
  /** Texts of a record that came in pieces are whole. */
  | { readonly is: 'records'; readonly records: readonly string[] }
  /** The name stands for another one, so that records asked for it are that one's. */
  | { readonly is: 'alias'; readonly target: string }
  | { readonly is: 'no_such_name' }
  | { readonly is: 'no_such_record' }
  /** A server answered that it cannot or will not tell: `SERVFAIL`, `REFUSED`, … */
  | { readonly is: 'failed'; readonly code: string }
  | { readonly is: 'unreachable' }
  | { readonly is: 'timeout'; readonly afterMs: number }

export type DnsAsked = {
  /** `address` or `address:port`, asked in this order; empty: those of the machine. */
  readonly servers: readonly string[]
  /** When to give up, whatever the servers do. */
  readonly timeoutMs: number
}

/** At most so much of an answer is looked at. */
const most = { records: 100, length: 4096 }

/** The TXT records at exactly this name: those of another name that it stands for are not its own. Never throws. */
export async function askTxt(name: string, asked: DnsAsked): Promise<DnsAnswer> {
  const began = performance.now()
  const resolver = new Resolver({ timeout: Math.max(250, Math.floor(asked.timeoutMs / 4)), tries: 2 })
  if (asked.servers.length > 0) resolver.setServers(asked.servers)
  const giveUp = setTimeout(() => resolver.cancel(), asked.timeoutMs)
  try {
    // A dot at the end: the name is whole, and no search domain of this machine is tried behind it.
    const whole = `${name}.`
    const [alias, texts] = await Promise.all([
      answer(() => resolver.resolveCname(whole)),
      answer(async () => (await resolver.resolveTxt(whole)).map((pieces) => pieces.join(''))),
    ])
    if (alias.is === 'records') return { is: 'alias', target: alias.records[0] as string }
    // Without knowing that it stands for no other name, nobody knows whose records these are.
    const isUnknown = alias.is === 'failed' || alias.is === 'unreachable' || alias.is === 'timeout'
    return timed(texts.is === 'records' && isUnknown ? alias : texts, began)
  } finally {
    clearTimeout(giveUp)
  }
}

async function answer(ask: () => Promise<readonly string[]>): Promise<DnsAnswer> {
  try {
    const found = await ask()
    if (found.length === 0) return { is: 'no_such_record' }
    return { is: 'records', records: found.slice(0, most.records).map((text) => text.slice(0, most.length)) }
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    switch (code) {
      case 'ENOTFOUND':
        return { is: 'no_such_name' }
      case 'ENODATA':
        return { is: 'no_such_record' }
      case 'ECONNREFUSED':
        return { is: 'unreachable' }
      case 'ETIMEOUT':
      case 'ECANCELLED':
        return { is: 'timeout', afterMs: 0 }
      default:
        return { is: 'failed', code: code.replace(/^E/, '') || 'UNKNOWN' }
    }
  }
}

function timed(found: DnsAnswer, began: number): DnsAnswer {
  return found.is === 'timeout' ? { ...found, afterMs: Math.round(performance.now() - began) } : found
}
