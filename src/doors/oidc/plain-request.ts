import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'
import { bodyOf, withBody } from './body.ts'

/** The parameters of a token request, each sent once. */
export type PlainForm = Readonly<Record<string, string>>

/** Longer ones are left to the provider. */
const mostBytes = 16 * 1024

/** What asks for something that only the provider knows. */
const rareHeaders = ['authorization', 'dpop', 'origin', 'content-encoding', 'transfer-encoding'] as const
const rareParameters = ['resource', 'client_assertion', 'client_assertion_type', 'authorization_details'] as const

/**
 * The parameters of a request for a token in which an app proves itself by a secret among them and asks for nothing rare, and the
 * request as it was, its body yet to be read; the form is null where it is another request, whatever else it may be.
 */
export async function plainRequest(
  raw: IncomingMessage,
): Promise<{ readonly form: PlainForm | null; readonly raw: IncomingMessage }> {
  if (!isPlain(raw.method, raw.headers)) return { form: null, raw }
  const body = await bodyOf(raw)
  return { form: formIn(body), raw: withBody(raw, body) }
}

function isPlain(method: string | undefined, headers: IncomingHttpHeaders): boolean {
  return (
    method === 'POST' &&
    /^application\/x-www-form-urlencoded(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
    Number(headers['content-length']) <= mostBytes &&
    rareHeaders.every((name) => headers[name] === undefined)
  )
}

function formIn(body: Buffer): PlainForm | null {
  // As the provider reads it.
  const form = parse(body.toString())
  const isPlainForm =
    Object.values(form).every((value) => typeof value === 'string') &&
    rareParameters.every((name) => form[name] === undefined) &&
    [form['grant_type'], form['client_id'], form['client_secret']].every((value) => value)
  return isPlainForm ? (form as PlainForm) : null
}
