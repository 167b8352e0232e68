import { domainToASCII } from 'node:url'
import type { Command } from 'commander'
import { applyChanges } from '../../app/apply-changes.ts'
import { domainDetails, domainList, type DomainShown } from '../../app/domains.ts'
import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { type Cli, forTenant, type TenantOption, Unclear } from './cli.ts'
import { harmless } from './terminal.ts'

type Options = TenantOption & { readonly json?: true }

/** `admit domain add | verify | default | remove | list`: the domains that names stand under, and what proves them. */
export function domainCommand(program: Command, cli: Cli): void {
  const domain = program.command('domain').description('the domains of an organisation, proved by a record in DNS')
  const command = (name: string, about: string) =>
    domain
      .command(name)
      .description(about)
      .option('--tenant <name>', 'the organisation, by name or id, where there are several')
      .option('--json', 'as JSON')

  command('add <name>', 'add a domain, and say which record proves it').action((given: string, options: Options) =>
    make(given, options, (name) => ({ do: 'put_domain', domain: { name, isVerified: false, isDefault: false } })),
  )
  command('verify <name>', 'ask DNS for the record; ends with 1 when it is not there').action(
    (given: string, options: Options) => make(given, options, (name) => ({ do: 'verify_domain', name })),
  )
  command('default <name>', 'make a verified domain the default').action((given: string, options: Options) =>
    make(given, options, (name) => ({ do: 'set_default_domain', name })),
  )
  command('remove <name>', 'remove a domain that nobody uses').action((given: string, options: Options) =>
    forTenant(cli, options, async (admit, viewer) => {
      const name = asciiName(given)
      await applyChanges(admit, viewer, [{ do: 'delete_domain', name }], null)
      cli.terminal.out(`${name} is removed.`)
      return 0
    }),
  )
  command('list', 'every domain, with the records that are still to be made').action((options: Options) =>
    forTenant(cli, options, async (admit, viewer) => {
      const all = await domainList(admit, viewer)
      if (options.json) cli.terminal.out(JSON.stringify(all, null, 2))
      else for (const one of all) show(cli, one)
      return 0
    }),
  )

  /** Makes a change of one domain and shows the domain; what DNS does not prove is an answer, and no breakdown. */
  function make(given: string, options: Options, changeOf: (name: string) => Change): Promise<void> {
    return forTenant(cli, options, async (admit, viewer) => {
      const name = asciiName(given)
      try {
        const change = changeOf(name)
        // Added twice it stays as it is, proved or not.
        const isThere = change.do === 'put_domain' && (await domainList(admit, viewer)).some((one) => one.name === name)
        if (!isThere) await applyChanges(admit, viewer, [change], null)
      } catch (error) {
        if (!(error instanceof AppError) || !/^domain\.(not_proved|no_answer)$/.test(error.code)) throw error
        if (options.json) cli.terminal.out(JSON.stringify({ code: error.code, ...error.details }, null, 2))
        else explain(cli, error)
        return 1
      }
      const shown = await domainDetails(admit, viewer, name)
      if (options.json) cli.terminal.out(JSON.stringify(shown, null, 2))
      else show(cli, shown)
      return 0
    })
  }
}

function show({ terminal: { out, paint } }: Cli, { name, isVerified, isDefault, records }: DomainShown): void {
  out(`${name}: ${isVerified ? paint.good('verified') : paint.bad('not verified')}${isDefault ? ', the default' : ''}`)
  for (const record of isVerified ? [] : records) out(`  ${record.type}  ${record.name}  ${record.value}`)
}

function explain({ terminal: { out, paint } }: Cli, error: AppError): void {
  const { name, expected, found, answer, hint } = error.details as Readonly<Record<string, string>> & {
    readonly found: readonly string[]
  }
  out(`${name}: ${paint.bad('not verified')}. ${error.message} [${error.code}]`)
  out(`  expected  ${expected}`)
  for (const one of found) out(`  found     ${harmless(one)}`)
  if (found.length === 0) out(`  found     nothing (${answer})`)
  out(`  ${harmless(hint as string)}`)
}

/** A domain as DNS writes it. */
function asciiName(given: string): string {
  const name = domainToASCII(given.trim().replace(/\.$/, '')).toLowerCase()
  if (!/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(name) || name.length > 253)
    throw new Unclear(`${harmless(given)} is not a domain: write it like company.com`)
  return name
}
