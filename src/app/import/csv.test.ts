import { describe, expect, it } from 'vitest'
import { readCsv } from './csv.ts'
import { noRecords } from './records.ts'
import { decoded } from './text.ts'

function read(bytes: string | Buffer) {
  const records = noRecords()
  readCsv('people.csv', decoded(Buffer.from(bytes)), records)
  return { ...records, said: records.faults.map(({ line, reason }) => `${line}: ${reason}`) }
}

describe('people in CSV', () => {
  it('are read with every column we know, in any case, after a byte order mark', () => {
    const { people, said } = read('\uFEFFUserPrincipalName,DISPLAYNAME,department,Jop Titel,Job Title\r\n')
    expect(said).toEqual(['1: the column “Jop Titel” is not understood; is jobTitle meant?'])
    expect(people).toEqual([])
    const whole = read(
      'signInName,displayName,department,jobTitle,usageLocation,userType,accountEnabled,password,groups,manager\nann@x.example,"Ann, A.",Sales,,fr,Guest,no,blue harbour 9,A; B;A,bob@x.example\n',
    )
    expect(whole.said).toEqual([])
    expect(whole.people).toEqual([
      {
        spot: { file: 'people.csv', line: 2, pointer: null },
        id: null,
        signInName: 'ann@x.example',
        displayName: 'Ann, A.',
        userType: 'guest',
        isEnabled: false,
        password: 'blue harbour 9',
        manager: 'bob@x.example',
        attributes: { department: 'Sales', usageLocation: 'FR' },
        groups: ['A', 'B'],
        licences: [],
        licencesAre: 'direct',
      },
    ])
  })
  it('were hired on a day', () => {
    const { people, said } = read(
      'signInName,Employee Hire Date\na@x.example,2030-01-31\nb@x.example,2030-01-31T02:00:00+02:00\nc@x.example,31.1.2030\nd@x.example,\n',
    )
    expect(people.map(({ attributes }) => attributes)).toEqual([
      { employeeHireDate: '2030-01-31T00:00:00Z' },
      { employeeHireDate: '2030-01-31T00:00:00Z' },
      {},
    ])
    expect(said).toEqual(['4: employeeHireDate “31.1.2030” is neither a day nor an instant like 2030-01-31T00:00:00Z'])
  })
  it('are refused line by line, with the line of the file', () => {
    const bytes = Buffer.concat([
      Buffer.from(
        'signInName,displayName,usageLocation,userType,accountEnabled\nno-at-sign,A,FR,Member,true\n"multi\nline@x.example",B,FR,,\nc@x.example,C,France,Robot,maybe\nd@x.example,D\n',
      ),
      Buffer.from([0x65, 0x40, 0x78, 0x2e, 0x65, 0x2c, 0xff, 0x2c, 0x2c, 0x2c, 0x0a]),
      Buffer.from('f@x.example,F\u0000,,,\ng@x.example,G,,,\n'),
    ])
    const { people, said } = read(bytes)
    expect(said).toEqual([
      '2: “no-at-sign” is not a sign-in name; it looks like name@company.com',
      '3: “multi\nline@x.example” is not a sign-in name; it looks like name@company.com',
      '5: user type “Robot” is neither Member nor Guest',
      '5: accountEnabled “maybe” is neither true nor false',
      '5: usage location “France” is not the two letters of a country',
      '6: there are 2 fields under 5 headings',
      '7: this line is not UTF-8',
      '8: the display name holds characters that are no text',
    ])
    expect(people.map(({ signInName }) => signInName)).toEqual(['g@x.example'])
  })
  it('are also read as UTF-16, as shells write it', () => {
    const text = '\uFEFFsignInName,displayName\r\nzoë@x.example,Zoë\r\n'
    expect(read(Buffer.from(text, 'utf16le')).people).toMatchObject([{ displayName: 'Zoë' }])
  })
  it('are not guessed where the table is none of ours', () => {
    expect(read('').said).toEqual(['1: the file is empty'])
    expect(read('a;b\n1;2\n').said).toEqual(['1: the columns are separated by “;”; commas are wanted'])
    expect(read('town,river\nLyon,Rhône\n').said).toEqual([
      '1: there is neither a column signInName (people) nor a column group (groups)',
    ])
    expect(read('signInName,userPrincipalName\na@x.example,b@x.example\n').said).toEqual([
      '1: two columns tell the signInName',
    ])
  })
})

describe('groups in CSV', () => {
  it('are read with description and rule', () => {
    const { groups, said } = read(
      'group,description,membershipRule\nSales,,"user.department -eq ""Sales"""\nDesk,By hand,\n',
    )
    expect(said).toEqual([])
    expect(groups).toMatchObject([
      { name: 'Sales', rule: 'user.department -eq "Sales"' },
      { name: 'Desk', description: 'By hand' },
    ])
    expect(groups[1]).not.toHaveProperty('rule')
  })
})
