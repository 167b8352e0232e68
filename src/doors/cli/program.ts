import { Command, CommanderError } from 'commander'
import { type Cli, problemOf } from './cli.ts'
import { bulkCommand } from './bulk.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { domainCommand } from './domain.ts'
import { checkCommand } from './check.ts'
import { journalCommand } from './journal.ts'
import { keysCommand } from './keys.ts'
import { passCommand } from './pass.ts'
import { purgeCommand } from './purge.ts'
import { repairCommand } from './repair.ts'
import { scimCommand } from './scim.ts'
import { startCommand } from './start.ts'
import { harmless } from './terminal.ts'
import { whatIfCommand } from './what-if.ts'
import { whyCommand } from './why.ts'

const codes = `
Exit codes:
  0  gets in; the repair is done; the journal is whole; the import is done or there was nothing to do
  1  does not get in; the journal is broken; something in the files cannot be imported or done;
     DNS does not prove the domain
  2  the question was not understood, or something broke

The database is the one of DATABASE_URL, or the one in ADMIT_DATA: that of the server
that runs there, or started for the command.`

/** The whole command line. */
export function programOf(cli: Cli): Command {
  const program = new Command('admit')
    .description('Sign-in and access for organisations, and why somebody cannot sign in')
    .addHelpText('after', codes)
    .showHelpAfterError('(admit --help tells more)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => cli.terminal.out(text.trimEnd()),
      writeErr: (text) => cli.terminal.err(text.trimEnd()),
    })
  startCommand(program, cli)
  for (const add of [whyCommand, whatIfCommand, repairCommand, importCommand]) add(program, cli)
  for (const command of program.commands)
    if (command.name() !== 'start')
      command
        .option('--tenant <name>', 'the organisation, by name or id, where there are several')
        .addHelpText('after', codes)
  journalCommand(program, cli)
  keysCommand(program, cli)
  scimCommand(program, cli)
  domainCommand(program, cli)
  bulkCommand(program, cli)
  exportCommand(program, cli)
  checkCommand(program, cli)
  passCommand(program, cli)
  purgeCommand(program, cli)
  return program
}

/** Runs a command; what went wrong is said on one line, and ends with 2. */
export async function runProgram(cli: Cli, args: readonly string[]): Promise<void> {
  try {
    await programOf(cli).parseAsync(args, { from: 'user' })
  } catch (error) {
    // Help was asked for, or commander has said what is wrong.
    if (error instanceof CommanderError) return cli.exit(error.exitCode === 0 ? 0 : 2)
    cli.terminal.err(harmless(`admit: ${problemOf(error)}`))
    cli.exit(2)
  }
}
