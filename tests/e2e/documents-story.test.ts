// SPDX-License-Identifier: AGPL-3.0-or-later
// What is printed: in the language of the project whoever prints it, under a name that says what it is; an empty register to be stamped.
import { expect, expectSound, test, withoutScript } from './support.ts'

const register = '/manage/iris/editions/IRIS-PM-01/register'

test.describe('an auditor who reads English, without scripts', () => {
  test.use({ ...withoutScript, locale: 'en-GB' })

  test('gets Italian documents under telling names, and an empty register of as many pages as asked', async ({
    page,
    signIn,
  }) => {
    await signIn(page, 'auditor@presente.example')
    await page.goto(register)
    await page.getByRole('button', { name: 'English' }).click()
    await page.goto(register)
    await expect(page.getByRole('heading', { name: 'Empty register to be stamped' })).toBeVisible()
    await expectSound(page)

    const nameOf = async (address: string) => {
      const answer = await page.request.get(address)
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
      return /filename="([^"]+)"/.exec(answer.headers()['content-disposition'] ?? '')?.[1] ?? ''
    }
    const names = [
      await nameOf(`${register}.pdf?form=final`),
      await nameOf(`${register}.pdf?form=blank`),
      await nameOf('/manage/iris/editions/IRIS-PM-01/empty-register.pdf?pages=3'),
      await nameOf('/manage/iris/editions/IRIS-PM-01/empty-register.pdf?pages=4'),
      await nameOf('/manage/iris/editions/IRIS-PM-02/empty-register.pdf?pages=3'),
    ]
    expect(names[0]).toMatch(/^IRIS-registro-IRIS-PM-01-completo-[0-9a-f]{8}\.pdf$/)
    expect(names[1]).toMatch(/^IRIS-registro-IRIS-PM-01-da-firmare-[0-9a-f]{8}\.pdf$/)
    expect(names[2]).toMatch(/^IRIS-registro-IRIS-PM-01-da-vidimare-3-pagine-[0-9a-f]{8}\.pdf$/)
    expect(new Set(names).size).toBe(names.length)
    const pages = page.getByRole('table').first().getByRole('link')
    const first = await pages.first().getAttribute('href')
    expect(await nameOf(`${first}.pdf`)).toMatch(
      /^IRIS-registro-IRIS-PM-01-incontro-01-\d{4}-\d{2}-\d{2}-v\d+(-bloccata)?\.pdf$/,
    )

    for (const asked of ['0', '201', 'dieci']) {
      const refused = await page.request.get(
        `/manage/iris/editions/IRIS-PM-01/empty-register.pdf?pages=${asked}`,
      )
      expect(refused.status()).toBe(422)
    }
  })
})
