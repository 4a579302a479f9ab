// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showPercent } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'

type Module = {
  slug: string
  title: string
  minutes: number
  hasQuiz: boolean
  done: boolean
  quiz: { best: number; passed: boolean } | null
}

/** The modules of an edition and how far I am with each. */
export function ModulesOfPath({
  modules,
  path,
  language,
}: {
  modules: Module[]
  path: string
  language: string
}) {
  if (modules.length === 0) return <p>{m.learning_path_no_modules()}</p>
  return (
    <DataTable
      caption={m.learning_modules()}
      captionHidden
      rows={modules}
      rowKey={(module) => module.slug}
      columns={[
        {
          key: 'module',
          label: m.words_module(),
          cell: (module) => (
            <Link to={`${path}/${module.slug}`} lang={language}>
              {module.title}
            </Link>
          ),
        },
        {
          key: 'minutes',
          label: m.learning_path_column_minutes(),
          numeric: true,
          cell: (module) => module.minutes,
        },
        {
          key: 'quiz',
          label: m.learning_path_column_quiz(),
          cell: (module) => <QuizState module={module} path={path} />,
        },
        {
          key: 'state',
          label: m.words_state(),
          cell: (module) =>
            module.done ? (
              <Badge tone="success">{m.learning_path_module_done()}</Badge>
            ) : (
              <Badge>{m.learning_path_module_to_do()}</Badge>
            ),
        },
      ]}
    />
  )
}

function QuizState({ module, path }: { module: Module; path: string }) {
  if (!module.hasQuiz) return m.learning_path_quiz_none()
  const { quiz } = module
  const score = quiz ? showPercent(quiz.best) : ''
  const words = !quiz
    ? m.learning_path_quiz_not_taken()
    : quiz.passed
      ? m.learning_path_quiz_passed({ score })
      : m.learning_path_quiz_failed({ score })
  return <Link to={`${path}/${module.slug}/quiz`}>{words}</Link>
}
