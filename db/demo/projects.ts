// SPDX-License-Identifier: AGPL-3.0-or-later
// The five projects of the demo.
import { intarsi } from './project-intarsi.ts'
import { iris } from './project-iris.ts'
import { passi } from './project-passi.ts'
import { piu } from './project-piu.ts'
import { rosa } from './project-rosa.ts'

export const demoProjects = [iris, rosa, passi, intarsi, piu]
