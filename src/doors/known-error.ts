import { AppError } from '../errors.ts'

/** Any error as one with a code; what nobody expected is `internal`. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const status = (error as { statusCode?: number }).statusCode
  const code = (error as { code?: string }).code ?? ''
  if (status === 413) return new AppError('request.too_large')
  if (status === 415) return new AppError('request.wrong_type')
  if (code === 'FST_ERR_BAD_URL') return new AppError('request.invalid', { hint: 'The address is not written as one.' })
  if (status !== undefined && status >= 400 && status < 500)
    return new AppError('request.invalid', { hint: (error as Error).message })
  // Connection refused or lost, server starting or stopping: PostgreSQL is away, which is no fault of the request (REL-02).
  if (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08001', '53300'].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(String(error))
  )
    return new AppError('database.unavailable')
  // Two did the same at the same time: one of them came second (unique_violation, serialization_failure, deadlock_detected).
  if (['23505', '40001', '40P01'].includes(code)) return new AppError('change.conflict')
  return new AppError('internal')
}
