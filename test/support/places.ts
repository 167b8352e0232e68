/** Where each app of the demo begins. */
export const places: Readonly<Record<string, string>> = {
  crm: '/crm4/',
  'crm-apac': '/crm5/',
  ledger: '/ledger/',
  insights: '/insights/',
  archive: '/archive/',
  partners: '/partners/',
}
