/** Keys by which a thing is called by what is its id here, or by a name that stands for it. */
const key =
  "\\/([A-Za-z]+)\\((?:(?:id|appId|roleTemplateId|userPrincipalName)=)?(?:'|%27)((?:''|%27%27|(?!%27)[^'()/])+)(?:'|%27)\\)"
const keys = new RegExp(key, 'g')

/** A function that is called with named values, as the last part of a path. */
const called = /\/(usersRegisteredBy(?:Feature|Method))\(([^()/?]*)\)$/

/** The path without the values of a function, and these as they stand in a query; a text that is none in quotes is left as it is. */
function calledAs(path: string): readonly [path: string, values: string] {
  const [whole, name, given] = called.exec(path) ?? []
  if (whole === undefined || given === undefined) return [path, '']
  const values = given.split(/,|%2C/i).map((one) => /^(\w+)=(?:'|%27)(\w*)(?:'|%27)$/.exec(one))
  if (given !== '' && values.includes(null)) return [path, '']
  const query = values.flatMap((one) => (one === null ? [] : [`${one[1]}=${one[2]}`])).join('&')
  return [`${path.slice(0, -whole.length)}/${name}`, query]
}

/**
 * The address of the API with the keys of OData as parts of the path (OData 4.01 URL Conventions §4.3): `users('x')` and
 * `applications(appId='x')` are what `users/x` and `applications/x` are; a quote in a key is doubled. What a function is called with becomes its query.
 * Other addresses are as they were.
 */
export function plainAddress(url: string): string {
  if (!url.startsWith('/v1.0/') || !url.includes('(')) return url
  const end = url.indexOf('?')
  const [path, query] = end === -1 ? [url, ''] : [url.slice(0, end), url.slice(end)]
  const [plain, values] = calledAs(path.replace(keys, (_, name, key) => `/${name}/${key.replace(/''|%27%27/g, '%27')}`))
  return values === '' ? plain + query : `${plain}${query === '' ? '?' : `${query}&`}${values}`
}
