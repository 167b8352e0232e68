import { defineGate, notApplicable } from '../gate.ts'
import { nameKey } from '../naming/sign-in-name.ts'
import type { Account } from '../snapshot.ts'

const nobody = notApplicable('nobody has said who they are')

/** The directory has an account with the sign-in name. */
export const accountExists = defineGate({
  id: 'account-exists',
  question: 'Is there such an account?',
  needs: [],
  reads: ['account', 'name', 'tenant'],
  reasons: {
    none: {
      code: 'ACC-EXISTS',
      number: 50034,
      effect: 'refuse',
      disclose: 'never',
      title: 'No such account',
      tell: '',
      explain: 'there is no account {name}{hint}',
    },
  },

  check({ account, attempt }) {
    if (account !== null) {
      const evidence = [{ at: 'account', found: account.signInName, wanted: 'an account' }]
      const alias = attempt.signInName === null ? undefined : aliasUsed(account, attempt.signInName)
      if (alias !== undefined) evidence.push({ at: 'account.aliases', found: alias, wanted: 'a name of the account' })
      return { is: 'pass', evidence }
    }
    const name = attempt.signInName
    if (name === null) return nobody
    const near = attempt.nearNames
    return {
      is: 'stop',
      reason: 'none',
      args: { name, hint: near.length === 0 ? '' : `; there is ${near.join(', ')}` },
      evidence: [
        { at: 'attempt.signInName', found: name, wanted: 'the name of an account' },
        { at: 'attempt.nearNames', found: near, wanted: name },
      ],
      remedies: [],
    }
  },
})

/** The alias that was typed; what was typed is normalised already. */
function aliasUsed({ aliases }: Account, typed: string): string | undefined {
  return aliases?.find((alias) => nameKey(alias) === typed)
}
