import { Visitor } from './visitor.ts'

/** A visitor whose browser takes these languages, as `Accept-Language` says it. */
export class VisitorIn extends Visitor {
  readonly accepts: string
  constructor(accepts: string) {
    super()
    this.accepts = accepts
    // The answer is a page to be read like any other.
    this.answersNo = false
  }
  override fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), 'accept-language': this.accepts }
    return super.fetch(url, { ...init, headers })
  }
}
