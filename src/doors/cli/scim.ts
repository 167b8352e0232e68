import { type Command, InvalidArgumentError } from 'commander'
import { makeScimToken, revokeScimToken, scimTokens, usualToken } from '../../app/scim/tokens.ts'
import { type Cli, forTenant, type TenantOption, Unclear } from './cli.ts'
import { harmless } from './terminal.ts'

type Options = TenantOption & { readonly json?: true }

/** `admit scim token make | list | revoke`: the tokens of provisioning clients. */
export function scimCommand(program: Command, cli: Cli): void {
  const token = program
    .command('scim')
    .description('people and groups from a provisioning client (SCIM 2.0)')
    .command('token')
    .description('the tokens of provisioning clients')
  const tenant = ['--tenant <name>', 'the organisation, by name or id, where there are several'] as const

  token
    .command('make <name>')
    .description('make a token for a client; it is shown this once')
    .option('--days <n>', 'how long it works, up to 1095', wholeUpTo(1095), usualToken.days)
    .option('--per-minute <n>', 'requests it has a minute', wholeUpTo(60_000), usualToken.perMinute)
    .option('--administrators', 'it may also touch accounts of administrators a User Administrator reaches')
    .option(...tenant)
    .option('--json', 'as JSON')
    .action((name: string, options: Options & { days: number; perMinute: number; administrators?: true }) =>
      forTenant(cli, options, async (admit, viewer) => {
        const { days, perMinute } = options
        if (name.trim() === '' || name.length > 256) throw new Unclear('a name has 1 to 256 characters')
        const reach = options.administrators ? 'administrators' : 'people'
        const made = await makeScimToken(admit, viewer, { name: name.trim(), reach, days, perMinute })
        if (options.json) cli.terminal.out(JSON.stringify(made, null, 2))
        else {
          cli.terminal.out(made.token)
          cli.terminal.err(`Keep it: it is not shown again. It works until ${dayOf(made.expiresAt)}.`)
        }
        return 0
      }),
    )
  token
    .command('list')
    .description('every token, without the tokens')
    .option(...tenant)
    .option('--json', 'as JSON')
    .action((options: Options) =>
      forTenant(cli, options, async (admit, viewer) => {
        const { out, paint } = cli.terminal
        const all = await scimTokens(admit, viewer)
        if (options.json) out(JSON.stringify(all, null, 2))
        else if (all.length === 0) out('There is no token yet.')
        for (const one of options.json ? [] : all) {
          const isOver = one.revokedAt !== null || one.expiresAt <= admit.now()
          const state = one.revokedAt !== null ? 'revoked' : `${isOver ? 'ended' : 'until'} ${dayOf(one.expiresAt)}`
          const used = one.lastUsedAt === null ? 'never used' : `last used ${dayOf(one.lastUsedAt)}`
          const line = `${one.id}  …${one.hint}  ${harmless(one.name)}: ${state}, ${used}, ${one.reach}`
          out(isOver ? paint.dim(line) : line)
        }
        return 0
      }),
    )
  token
    .command('revoke <id>')
    .description('end a token at once')
    .option(...tenant)
    .action((id: string, options: Options) =>
      forTenant(cli, options, async (admit, viewer) => {
        const ended = await revokeScimToken(admit, viewer, id)
        cli.terminal.out(`${harmless(ended.name)} has ended.`)
        return 0
      }),
    )
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

function wholeUpTo(most: number): (text: string) => number {
  return (text) => {
    const n = Number(text)
    if (!Number.isInteger(n) || n < 1 || n > most) throw new InvalidArgumentError(`a whole number from 1 to ${most}`)
    return n
  }
}
