// SPDX-License-Identifier: AGPL-3.0-or-later
import { createContext } from 'react'

/** The reference under which an error of the request is logged, while its page is rendered. */
export const ReferenceContext = createContext('')
