import { setTimeout as sleep } from 'node:timers/promises'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { beginBulk, type BulkBegun, type BulkResult, mostBytes } from '../../app/bulk/begin.ts'
import { isOperation, operations, templateOf } from '../../app/bulk/operations.ts'
import { bulkLines } from '../../app/bulk/results.ts'
import { jobKinds } from '../../app/jobs/job-kinds.ts'
import { jobOf } from '../../app/jobs/jobs.ts'
import { runJob } from '../../app/jobs/run-job.ts'
import type { Admit } from '../../app/admit.ts'
import type { Viewer } from '../../app/viewer.ts'
import { counted } from '../../core/changes/names.ts'
import type { Job } from '../../store/jobs.ts'
import { type Cli, forTenant, type TenantOption, Unclear } from './cli.ts'
import { type Terminal, wrapped } from './terminal.ts'

type Options = TenantOption & { readonly dryRun?: true; readonly json?: true; readonly template?: true }

/** Bad lines shown; the rest are counted, and `--json` tells all. */
const mostShown = 50

/** `admit bulk`: many people, memberships or licences by a file, a line each. */
export function bulkCommand(program: Command, cli: Cli): void {
  const names = Object.keys(operations).join(', ')
  program
    .command('bulk <kind> [file]')
    .description(`what a file says of many, a line each; KIND is one of ${names}`)
    .option('--dry-run', 'say what would come of each line, and do nothing')
    .option('--template', 'write a file to begin with')
    .option('--tenant <name>', 'the organisation, by name or id, where there are several')
    .option('--json', 'the result as JSON, with every bad line')
    .action((kind: string, name: string | undefined, options: Options) => {
      if (!isOperation(kind)) throw new Unclear(`${kind} is no kind of bulk; there is ${names}`)
      if (options.template) {
        cli.terminal.out(templateOf(operations[kind]).trimEnd())
        return cli.exit(0)
      }
      if (name === undefined) throw new Unclear('say which file; --template writes one to begin with')
      return forTenant(cli, options, async (admit, viewer) => {
        const bytes = await bytesOf(name)
        const asked = {
          operation: kind,
          file: basename(name),
          run: options.dryRun ? ('dry' as const) : ('for_real' as const),
        }
        const begun = await beginBulk(admit, viewer, asked, bytes)
        const job = await followed(cli.terminal, admit, viewer, begun)
        await (options.json ? tellJson : tell)(cli.terminal, admit, viewer, begun, job)
        return job.state === 'done' && (job.result as BulkResult).bad === 0 ? 0 : 1
      })
    })
}

async function bytesOf(name: string): Promise<Uint8Array> {
  try {
    if ((await stat(name)).size > mostBytes)
      throw new Error(`it is larger than ${mostBytes / 1024 / 1024} MB; split it`)
    return await readFile(name)
  } catch (error) {
    throw new Unclear(`${name} cannot be read: ${(error as Error).message}`)
  }
}

/** Does the job here, beside whoever else does, and shows how far it is. */
async function followed(terminal: Terminal, admit: Admit, viewer: Viewer, { id, lines }: BulkBegun): Promise<Job> {
  let isOver = false
  const running = runJob(admit, jobKinds, { tenantId: viewer.tenantId, jobId: id }).finally(() => {
    isOver = true
  })
  // What it throws is awaited below.
  running.catch(() => {})
  while (!isOver) {
    const job = await jobOf(admit, viewer, id)
    terminal.progress?.(job.done, lines)
    await Promise.race([sleep(250), running.catch(() => {})])
  }
  terminal.progress?.(null, lines)
  await running
  return jobOf(admit, viewer, id)
}

async function tellJson({ out }: Terminal, admit: Admit, viewer: Viewer, begun: BulkBegun, job: Job): Promise<void> {
  const faults = []
  for (let after = 0; ; ) {
    const some = await bulkLines(admit, viewer, begun.id, { which: 'bad', after, limit: 1000 })
    faults.push(...some.map(({ line, subject, code, message }) => ({ line, subject, code, message })))
    const last = some.at(-1)
    if (last === undefined || some.length < 1000) break
    after = last.n
  }
  const { state, result, problem } = job
  out(JSON.stringify({ ...begun, state, result, problem, faults }, null, 2))
}

async function tell(terminal: Terminal, admit: Admit, viewer: Viewer, begun: BulkBegun, job: Job): Promise<void> {
  const { out, paint, width } = terminal
  for (const warning of begun.warnings) out(paint.ask(wrapped(warning, width)))
  if (job.state !== 'done')
    return out(paint.bad(`The job is ${job.state}${job.problem === null ? '' : `: ${job.problem.code}`}.`))
  const { done, same, bad } = job.result as BulkResult
  const isDry = (job.input as { readonly run: string }).run === 'dry'
  for (const one of await bulkLines(admit, viewer, begun.id, { which: 'bad', after: 0, limit: mostShown }))
    out(paint.bad(wrapped(`${one.subject} ${one.message ?? ''} [${one.code}]`, width, `line ${one.line}: `, 4)))
  if (bad > mostShown) out(paint.bad(`and ${bad - mostShown} more; --json tells all`))
  const word = isDry ? 'would be done; nothing was' : 'done'
  const rest = `${same > 0 ? `, ${same} were so already` : ''}${bad > 0 ? `, ${bad} bad` : ''}`
  out(paint.bold((bad > 0 ? paint.ask : paint.good)(`${counted(done, 'line')} ${word}${rest}.`)))
  out(paint.dim(`job ${begun.id}`))
}
