// An unmodified @azure/msal-node, as an automation would use it; run with NODE_EXTRA_CA_CERTS naming the local authority.
import { ConfidentialClientApplication } from '@azure/msal-node'

const { AUTHORITY, CLIENT_ID, CLIENT_SECRET } = process.env
const client = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    authority: AUTHORITY,
    knownAuthorities: [new URL(AUTHORITY).host],
  },
})
try {
  const result = await client.acquireTokenByClientCredential({ scopes: ['https://graph.admit/.default'] })
  console.log(JSON.stringify({ accessToken: result.accessToken, tokenType: result.tokenType }))
} catch (error) {
  console.log(JSON.stringify({ code: error.errorCode, message: error.errorMessage, numbers: error.errorNo }))
}
