import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'

/** Throws `realm.off` where this server has no personal accounts. */
export function mustBeOn({ config }: Pick<Admit, 'config'>): void {
  if (config.personalAccounts === 'off') throw new AppError('realm.off')
}
