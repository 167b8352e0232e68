import { Visitor } from './visitor.ts'

/** Settings of a server that believes visitors where they say they come from. */
export const believesVisitors = { ADMIT_TRUSTED_PROXIES: '127.0.0.1,::1' }

/** A visitor who comes from this address with this client, as a proxy in front would say it. */
export class VisitorFrom extends Visitor {
  from: string
  readonly client: string
  constructor(from: string, client = 'Test/1.0') {
    super()
    this.from = from
    this.client = client
  }
  override fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      ...(init.headers as Record<string, string>),
      'x-forwarded-for': this.from,
      'user-agent': this.client,
    }
    return super.fetch(url, { ...init, headers })
  }
}
