import pg from 'pg'

/** Makes a database on a PostgreSQL, a copy of `template` where one is named; gives its address. */
export async function emptyDatabase(server: string, name: string, template = 'template1'): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
