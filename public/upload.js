// SPDX-License-Identifier: AGPL-3.0-or-later
// Says at once that what was chosen is too large, instead of after minutes of sending. The server asks again.
for (const input of document.querySelectorAll('input[type=file][data-most-bytes]')) {
  input.addEventListener('change', () => {
    const size = [...(input.files ?? [])].reduce((sum, file) => sum + file.size, 0)
    const large = size > Number(input.dataset.mostBytes)
    input.setCustomValidity(large ? (input.dataset.tooLarge ?? '') : '')
    if (large) input.reportValidity()
  })
}
