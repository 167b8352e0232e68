import { randomUUID } from 'node:crypto'

/** Numbers of errors that are the protocol's rather than a gate's, by what oidc-provider says (wire.md). */
const numbers: readonly (readonly [error: string, says: RegExp, number: number, text: string])[] = [
  ['invalid_client', /invalid secret/, 7000215, "The app's secret is wrong. Send the secret's value, not its id."],
  ['invalid_client', /client is invalid|not found/, 700016, 'There is no app with this id here.'],
  ['invalid_client', /./, 7000218, 'The app must prove who it is with a secret or an assertion.'],
  [
    'invalid_grant',
    /already (?:consumed|used)/,
    54005,
    'This code or token was used before. What came of it is revoked.',
  ],
  ['invalid_grant', /code is expired/, 70008, 'The code has expired. Start the sign-in again.'],
  ['invalid_grant', /expired/, 700082, 'The refresh token has expired. Sign in again.'],
  ['invalid_grant', /PKCE|code_verifier/, 501481, 'The code verifier does not match the code challenge.'],
  ['invalid_grant', /redirect_uri/, 50011, 'The redirect address is not the one the code was asked with.'],
  ['invalid_grant', /./, 70000, 'The code or token is not valid here.'],
  ['invalid_target', /./, 500011, 'There is no such resource here.'],
  ['invalid_scope', /./, 70011, 'A scope that was asked for is not valid.'],
  ['unsupported_grant_type', /./, 70003, 'This kind of grant is not supported.'],
  ['unauthorized_client', /./, 700025, 'The app may not use this kind of grant.'],
  ['login_required', /./, 50058, 'Nobody is signed in, and the request forbids to ask.'],
  ['consent_required', /./, 65001, 'The app has not been consented to, and the request forbids to ask.'],
  ['interaction_required', /./, 16000, 'The person must do something, and the request forbids to ask.'],
  ['unsupported_response_type', /./, 700051, 'This kind of answer is not offered. Use the code flow with PKCE.'],
  ['access_denied', /./, 65004, 'The sign-in was not completed.'],
  ['invalid_request', /./, 900144, 'The request is not complete or not well formed.'],
]

/** An error answer in the shape the libraries read: number, text, trace and correlation id, time. */
export function entraError(
  body: { readonly error?: unknown; readonly error_description?: unknown },
  detail: string | null,
  refusal: { readonly number: number; readonly text: string; readonly error: string } | null,
  correlationId: string,
  at: number,
): Record<string, unknown> {
  const says = String(body.error_description ?? '')
  const known = numbers.find(([error, pattern]) => error === body.error && pattern.test(detail ?? says))
  const number = refusal?.number ?? known?.[2] ?? 90000
  const text = refusal?.text ?? known?.[3] ?? says
  const traceId = randomUUID()
  const timestamp = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
  return {
    error: refusal?.error ?? body.error,
    error_description: `AADSTS${number}: ${text} ${known !== undefined && says !== '' && refusal === null ? `(${says}) ` : ''}Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
  }
}
