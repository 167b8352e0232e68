import { html } from 'ghtml'
import type { Letter } from '../../app/mail/letter.ts'
import type { Html } from '../page.ts'

/** A letter as plain text. */
export function asText({ greeting, says, link, closing }: Letter): string {
  const paragraphs = [greeting, ...says, ...(link === null ? [] : [link.says, `${link.label}: ${link.url}`])]
  return `${[...paragraphs, closing].join('\n\n')}\n`
}

/** The same as HTML: no picture, no script, nothing fetched from anywhere, and nothing that tells it was read. */
export function asHtml({ language, subject, greeting, says, link, closing }: Letter): Html {
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${subject}</title></head>
<body style="margin:0;padding:24px;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1d2523">
<div style="max-width:560px;margin:0 auto">
<p>${greeting}</p>
!${says.map((one) => html`<p>${one}</p>`)}
!${link === null ? '' : html`<p>${link.says}</p><p><a rel="noreferrer" href="${link.url}">${link.label}</a></p>`}
<p style="color:#5a6663;font-size:14px;border-top:1px solid #d8dedc;padding-top:12px">${closing}</p>
</div>
</body>
</html>
`
}
