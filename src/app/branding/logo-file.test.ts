import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jpegOf, pngOf } from '../../../test/support/pictures.ts'
import { readLogo } from './logo-file.ts'

const problem = (file: Buffer) => {
  const read = readLogo(file)
  return 'problem' in read ? read.problem : null
}

describe('a picture', () => {
  it('is a PNG or a JPEG by its bytes, kept as it is where there is nothing beside the picture in it', () => {
    for (const [type, file] of [
      ['image/png', pngOf(40, 20)],
      ['image/jpeg', jpegOf(40, 20)],
    ] as const) {
      const read = readLogo(file)
      expect(read).toEqual({ type, bytes: file })
    }
  })

  it('SEC-17: nothing else is one, whatever it is called', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for (const text of [svg, '<!doctype html>', 'GIF89a', 'RIFF....WEBP', '', '\x89PNG', '%PDF-1.7'])
      expect(problem(Buffer.from(text, 'latin1')), text).toMatch(/PNG or JPEG/)
  })

  it('SEC-17: loses what came along with it: words, places, other files behind its end', () => {
    const secret = Buffer.from('Comment\0<script>alert(1)</script> taken at 48.1 N 11.5 E')
    const zip = Buffer.from('PK\x03\x04 and more', 'latin1')
    for (const [file, clean] of [
      [
        pngOf(
          4,
          4,
          [1, 2, 3],
          [
            ['tEXt', secret],
            ['eXIf', secret],
            ['iCCP', secret],
          ],
        ),
        pngOf(4, 4, [1, 2, 3]),
      ],
      [
        jpegOf(4, 4, [
          [0xe1, secret],
          [0xfe, secret],
        ]),
        jpegOf(4, 4),
      ],
    ] as const) {
      const read = readLogo(Buffer.concat([file, zip]))
      expect(read).toMatchObject({ bytes: clean })
    }
  })

  it('SEC-35: is no larger than it may be, in bytes and in pixels, and is whole', () => {
    expect(problem(pngOf(1000, 10))).toBeNull()
    expect(problem(pngOf(1001, 10))).toMatch(/1,000 pixels/)
    expect(problem(pngOf(10, 1001))).toMatch(/1,000 pixels/)
    expect(problem(jpegOf(5000, 10))).toMatch(/1,000 pixels/)
    expect(problem(Buffer.concat([pngOf(4, 4), Buffer.alloc(262_144)]))).toMatch(/256 kB/)
    for (const whole of [pngOf(4, 4), jpegOf(4, 4)])
      for (let length = 0; length < whole.length; length++)
        expect(problem(whole.subarray(0, length)), String(length)).toMatch(/whole/)
  })

  it('SEC-35: whatever bytes come, there is an answer', () => {
    const heads = [pngOf(4, 4), jpegOf(4, 4)]
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.nat(200), fc.uint8Array({ maxLength: 60 }), (head, at, bytes) => {
        const file = Buffer.concat([head.subarray(0, at % head.length), bytes, head.subarray(at % head.length)])
        const read = readLogo(file)
        expect('problem' in read || read.bytes.length <= file.length).toBe(true)
      }),
    )
  })
})
