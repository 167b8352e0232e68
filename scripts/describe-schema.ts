import pg from 'pg'

/** The schema of a migrated database as SQL for reading: each table with its columns, keys, checks, indexes and policies. */
export async function describeSchema(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string; oid: number; walled: boolean }>(
      `select relname as name, oid, relforcerowsecurity as walled from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations' order by relname`,
    )
    const parts = []
    for (const table of tables) parts.push(await describeTable(client, table))
    return `-- Generated from the migrations for reading; never run. Tables marked walled show one tenant's rows alone.\n\n${parts.join('\n\n')}\n`
  } finally {
    await client.end()
  }
}

async function describeTable(
  client: pg.Client,
  { name, oid, walled }: { readonly name: string; readonly oid: number; readonly walled: boolean },
): Promise<string> {
  const all = async (text: string) => (await client.query<{ line: string }>(text, [oid])).rows.map((row) => row.line)
  const columns = await all(
    `select format('%I %s%s%s%s', attname, format_type(atttypid, atttypmod), case when attnotnull then ' not null' else '' end,
       case when attidentity = 'a' then ' generated always as identity' else '' end,
       case when attgenerated = 's' then ' generated always as ' || pg_get_expr(adbin, adrelid) || ' stored'
            when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end) as line
     from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
     where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`,
  )
  const constraints = await all(
    `select pg_get_constraintdef(oid) as line from pg_constraint where conrelid = $1 and contype <> 'n' order by contype desc, conname`,
  )
  const indexes = await all(
    `select regexp_replace(pg_get_indexdef(indexrelid), ' ON public\\.', ' on ') || ';' as line from pg_index
     where indrelid = $1 and not exists (select 1 from pg_constraint where conindid = indexrelid) order by indexrelid::regclass::text`,
  )
  const lines = [...columns, ...constraints.map((line) => line.replace(/public\./g, ''))]
  const body = `create table ${name} (${walled ? ' -- walled' : ''}\n${lines.map((line, i) => `  ${line}${i < lines.length - 1 ? ',' : ''}`).join('\n')}\n);`
  return [body, ...indexes].join('\n')
}
