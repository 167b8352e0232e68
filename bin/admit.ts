#!/usr/bin/env node
import type { Cli } from '../src/doors/cli/cli.ts'
import { runProgram } from '../src/doors/cli/program.ts'
import { terminalOn } from '../src/doors/cli/terminal.ts'
import { withAdmit } from './open.ts'

const cli: Cli = {
  terminal: terminalOn(process.stdout, process.stderr, process.env),
  serve: async (options) => (await import('../src/main.ts')).serve(options),
  withAdmit,
  exit(code) {
    process.exitCode = code
  },
}

// A reader that has seen enough, such as head, is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? process.exitCode : 2),
)
await runProgram(cli, process.argv.slice(2))
