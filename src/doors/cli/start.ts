import type { Command } from 'commander'
import type { Cli } from './cli.ts'

/** `admit start`: the server, as `npm start` runs it. */
export function startCommand(program: Command, cli: Cli): void {
  program
    .command('start')
    .description('serve until Ctrl-C, as npm start does; settings stand in the environment')
    .option('--demo', 'fill an empty database with the demo company')
    .option('--no-demo', 'start empty, with a page that makes the first organisation')
    .action((options: { readonly demo?: boolean }, command: Command) =>
      cli.serve(command.getOptionValueSource('demo') === 'cli' ? [options.demo ? '--demo' : '--no-demo'] : []),
    )
}
