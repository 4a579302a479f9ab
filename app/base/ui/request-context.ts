// SPDX-License-Identifier: AGPL-3.0-or-later
import { createContext } from 'react'

/**
 * What a page needs of its request while it is rendered: the CSP nonce, and the reference under which an error of this
 * request is logged. Empty in the browser, where React keeps the server's attributes.
 */
export const RequestContext = createContext({ nonce: '', reference: '' })
