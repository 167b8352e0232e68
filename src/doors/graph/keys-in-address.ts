/** Keys by which a thing is called by what is its id here, or by a name that stands for it. */
const key =
  "\\/([A-Za-z]+)\\((?:(?:id|appId|roleTemplateId|userPrincipalName)=)?(?:'|%27)((?:''|%27%27|(?!%27)[^'()/])+)(?:'|%27)\\)"
const keys = new RegExp(key, 'g')

/**
 * The address of the API with the keys of OData as parts of the path (OData 4.01 URL Conventions §4.3): `users('x')` and
 * `applications(appId='x')` are what `users/x` and `applications/x` are; a quote in a key is doubled. Other addresses are as they were.
 */
export function plainAddress(url: string): string {
  if (!url.startsWith('/v1.0/') || !url.includes('(')) return url
  const end = url.indexOf('?')
  const [path, query] = end === -1 ? [url, ''] : [url.slice(0, end), url.slice(end)]
  return path.replace(keys, (_, name, key) => `/${name}/${key.replace(/''|%27%27/g, '%27')}`) + query
}
