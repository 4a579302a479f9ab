// SPDX-License-Identifier: AGPL-3.0-or-later
// Every table and column, as used in queries. Portable columns only (see db/README.md): ids are UUIDv7 text,
// moments ISO 8601 UTC text with milliseconds, dates YYYY-MM-DD text, booleans 0/1, JSON text parsed by zod.
import type { ColumnType, Generated } from 'kysely'

type Flag = 0 | 1
/** Set once, when the row is inserted. */
type Fixed<T> = ColumnType<T, T, never>

// People ------------------------------------------------------------------------------------------------------------

export type Sector = 'public' | 'private' | 'volunteer'

export interface OrganisationTable {
  id: Fixed<string>
  name: string
  name_search: string
  type: string
  /** Follows from the type (people/organisation.ts); kept in a column so that it can be counted in SQL. */
  sector: Sector
  municipality: string | null
  province: string | null
  created_at: Fixed<string>
}

export interface PersonTable {
  id: Fixed<string>
  first_name: string
  last_name: string
  /** "last first", then "first last", without accents, lower case. */
  name_search: string
  email: string | null
  phone: string | null
  gender: 'F' | 'M' | 'X' | 'not_stated'
  born_on: string | null
  /** Project staff are never counted towards targets (domain.md 3.3). */
  is_staff: Flag
  created_at: Fixed<string>
}

export interface EmploymentTable {
  id: Fixed<string>
  person_id: Fixed<string>
  organisation_id: Fixed<string>
  role: string | null
  started_on: string
  ended_on: string | null
}

/** To which projects a person belongs: enrolled, teaching, counted in or added for them. */
export interface PersonHomeTable {
  person_id: Fixed<string>
  project_id: Fixed<string>
  /** `own`: the project keeps the person's record. `guest`: it found them by address and sees name and employer only. */
  kind: 'own' | 'guest'
  since: Fixed<string>
}

export interface PrivacyNoticeTable {
  id: Fixed<string>
  version: Fixed<number>
  text_it: Fixed<string>
  text_en: Fixed<string>
  published_at: Fixed<string>
}

export interface NoticeReadingTable {
  account_id: Fixed<string>
  notice_id: Fixed<string>
  read_at: Fixed<string>
}

// Access ------------------------------------------------------------------------------------------------------------

export interface AccountTable {
  id: Fixed<string>
  person_id: string | null
  name: string
  email: string
  /** Null until the invitation is accepted. */
  password_hash: string | null
  language: 'it' | 'en'
  disabled_at: string | null
  created_at: Fixed<string>
}

export interface LoginTable {
  /** SHA-256 of what the cookie carries. */
  id: Fixed<string>
  account_id: Fixed<string>
  expires_at: string
  created_at: Fixed<string>
  browser: Fixed<string>
  /** The same for every login of one browser (access/known-browser.server.ts); null: not known. */
  browser_id: Fixed<string | null>
  /** When a page was last asked for with it, to the hour; null: not since that is kept. */
  used_at: string | null
  /** When its holder last proved who they are (access/proof.server.ts). */
  proved_at: string | null
}

/** A form sent while nobody was signed in (access/kept-forms.server.ts). */
export interface KeptFormTable {
  id: Fixed<string>
  /** The page of the form, with its query. */
  path: Fixed<string>
  /** Who signed in last in that browser (access/known-browser.server.ts); '' where nobody is known to have. */
  owner: Fixed<string>
  sealed: Fixed<string>
  /** A digest of where it came from: an address keeps only so many. */
  address: Fixed<string>
  expires_at: Fixed<string>
}

export interface RoleGrantTable {
  id: Fixed<string>
  account_id: Fixed<string>
  role: Fixed<'administrator' | 'manager' | 'auditor' | 'trainer'>
  project_id: Fixed<string | null>
  edition_id: Fixed<string | null>
  granted_by: Fixed<string | null>
  granted_at: Fixed<string>
  expires_at: string | null
  revoked_at: string | null
}

export interface TokenTable {
  /** SHA-256 of what the link carries. */
  id: Fixed<string>
  purpose: Fixed<'invitation' | 'password_reset'>
  account_id: Fixed<string>
  created_at: Fixed<string>
  expires_at: Fixed<string>
  used_at: string | null
}

/** A change of an account's e-mail address: made when the links sent to both addresses were used. */
export interface EmailChangeTable {
  id: Fixed<string>
  account_id: Fixed<string>
  /** The new address. */
  email: Fixed<string>
  /** SHA-256 of what each link carries. */
  old_hash: Fixed<string>
  new_hash: Fixed<string>
  created_at: Fixed<string>
  expires_at: Fixed<string>
  old_confirmed_at: string | null
  new_confirmed_at: string | null
  /** Made, or replaced by a later one. */
  ended_at: string | null
}

export interface RateLimitTable {
  key: Fixed<string>
  /** Failures, and checks under way. */
  points: number
  expires_at: string
  /** Until then nothing more is checked under this key. */
  paused_until: string | null
}

/** What is noted of sign-ins, links, roles, exports and refusals; deleted after the time the setting says. */
export interface SecurityEventTable {
  id: Fixed<string>
  at: Fixed<string>
  /** One of access/security-event.ts. */
  kind: Fixed<string>
  account_id: Fixed<string | null>
  address: Fixed<string | null>
  detail: Fixed<string | null>
}

// Projects ----------------------------------------------------------------------------------------------------------

export interface ProjectTable {
  id: Fixed<string>
  slug: string
  acronym: string
  title: string
  code: string | null
  cup: string | null
  fund: string
  fund_period: string | null
  specific_objective: string | null
  national_objective: string | null
  funding_statement: string
  starts_on: string | null
  ends_on: string | null
  declared_months: number | null
  /** What proves a meeting in presence: the scan of the signed sheet, or that or electronic traces (domain.md 11). */
  evidence_rule: Generated<'either' | 'sheet'>
  /** In which its documents are printed, whoever prints them. */
  language: Generated<'it' | 'en'>
  /** Who arrives up to so many minutes after the beginning is not called late; every minute counts all the same. */
  late_after: Generated<number>
  /** A page closed more than so many hours after the meeting says why. */
  close_within: Generated<number>
  /** What "reached" means for this project's targets. */
  reached_stage: 'attended' | 'completed'
  aims: string
  recipients: string
  contact_email: string | null
  contact_phone: string | null
  created_at: Fixed<string>
}

export interface ProjectPartnerTable {
  project_id: Fixed<string>
  organisation_id: Fixed<string>
  role: 'lead' | 'partner' | 'supporting'
  position: number
}

export interface WorkPackageTable {
  id: Fixed<string>
  project_id: Fixed<string>
  code: string
  title: string
  position: number
}

export interface TargetTable {
  id: Fixed<string>
  project_id: Fixed<string>
  parent_id: string | null
  position: number
  label_it: string
  label_en: string
  /** Null: open, "as many as possible"; never shows a percent. */
  quantity: number | null
  unit: 'persons' | 'organisations' | 'households'
  kind: 'direct' | 'indirect'
  /** persons counted from attendance, or numbers recorded by hand with a note (tally). */
  source: 'attendance' | 'tally'
  /** Which editions count: training (course, laboratory, workshop, event) or tables. */
  audience: 'training' | 'table'
  sector: Sector | null
  /** JSON array of organisation types; null: any. */
  organisation_types: string | null
}

export interface TallyTable {
  id: Fixed<string>
  target_id: Fixed<string>
  on_date: Fixed<string>
  quantity: Fixed<number>
  note: Fixed<string>
  recorded_by: Fixed<string | null>
  recorded_at: Fixed<string>
}

// Courses -----------------------------------------------------------------------------------------------------------

export type CourseKind = 'course' | 'laboratory' | 'workshop' | 'table' | 'event'

export interface CourseTable {
  id: Fixed<string>
  slug: Fixed<string>
  kind: CourseKind
  title_it: string
  title_en: string
  summary_it: string
  summary_en: string
  /** The version new enrolments begin with. */
  version_id: string | null
  position: number
}

export interface CourseVersionTable {
  id: Fixed<string>
  course_id: Fixed<string>
  number: Fixed<number>
  content_hash: Fixed<string>
  published_at: Fixed<string>
  language: Fixed<string>
  level_it: Fixed<string>
  level_en: Fixed<string>
  audience_it: Fixed<string>
  audience_en: Fixed<string>
  description_html: Fixed<string>
  minutes: Fixed<number>
  /** Percent of meeting minutes needed to complete, in hundredths (7500 = 75 %). */
  threshold: Fixed<number>
}

export interface ModuleTable {
  id: Fixed<string>
  version_id: Fixed<string>
  slug: Fixed<string>
  position: Fixed<number>
  title: Fixed<string>
  minutes: Fixed<number>
  html: Fixed<string>
  /** JSON of courses/quiz.ts, with the answers: never sent to a browser. Null: no quiz. */
  quiz: Fixed<string | null>
  /** Percent of the quiz needed to pass, in hundredths. */
  pass_mark: Fixed<number>
}

// Editions ----------------------------------------------------------------------------------------------------------

export interface EditionTable {
  id: Fixed<string>
  project_id: Fixed<string>
  course_id: string | null
  code: string
  title: string
  kind: CourseKind
  venue: string | null
  capacity: number | null
  created_at: Fixed<string>
}

export interface MeetingTable {
  id: Fixed<string>
  edition_id: Fixed<string>
  number: number
  title: string
  starts_at: string
  ends_at: string
  /** JSON array of {from, to} moments: minutes that nobody is credited. */
  breaks: string
  mode: 'in_person' | 'virtual_class' | 'hybrid' | 'webinar'
  venue: string | null
  link: string | null
  state: 'planned' | 'open' | 'closed' | 'locked' | 'cancelled'
  /** What was taught, written by the trainer at the roll call. */
  topic: string | null
  /** Self check-in takes entries from so many minutes before the start … */
  check_in_before: Generated<number>
  /** … to so many after it; others wait for the trainer's word. */
  check_in_after: Generated<number>
}

export interface MeetingTrainerTable {
  meeting_id: Fixed<string>
  person_id: Fixed<string>
  role: 'trainer' | 'tutor'
}

/** Minutes of teaching that a project and a person agreed on; no row where none are written down. */
export interface AgreedHoursTable {
  project_id: Fixed<string>
  person_id: Fixed<string>
  minutes: number
}

export type EnrolmentState = 'requested' | 'enrolled' | 'waiting' | 'withdrawn'

export interface EnrolmentTable {
  id: Fixed<string>
  edition_id: Fixed<string>
  person_id: Fixed<string>
  state: EnrolmentState
  /** Pinned: the course version and completion rule (JSON) the enrolment began with. */
  course_version_id: Fixed<string | null>
  rule: Fixed<string>
  enrolled_at: Fixed<string>
}

export interface EnrolmentEventTable {
  id: Fixed<string>
  enrolment_id: Fixed<string>
  state: Fixed<EnrolmentState>
  at: Fixed<string>
  by_account: Fixed<string | null>
  note: Fixed<string | null>
}

// Attendance --------------------------------------------------------------------------------------------------------

export type MarkStatus = 'present' | 'absent' | 'excused' | 'withdrawn'
export type MarkRole = 'participant' | 'trainer' | 'tutor'
export type MarkSource = 'trainer' | 'self' | 'paper' | 'platform_log' | 'import'

export interface MarkTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  person_id: Fixed<string>
  status: Fixed<MarkStatus>
  /** JSON array of {in, out} moments; empty unless present. */
  intervals: Fixed<string>
  /** By creditedMinutes(); recomputed in the transaction that moves the meeting. */
  credited_minutes: number
  source: Fixed<MarkSource>
  reason: Fixed<string | null>
  recorded_by: Fixed<string | null>
  recorded_at: Fixed<string>
  /** Makes a repeated submission write nothing twice: unique with meeting and person. */
  nonce: Fixed<string>
  superseded_by: string | null
  /** When it was stated, which is before recorded_at if it was kept on a device without network. */
  stated_at: Fixed<string>
  /** When the same was last said again; stated_at at first. */
  restated_at: string
  /** Which statement that was: the mark's own nonce at first. */
  restated_nonce: string
  /** The mark that its author had seen. */
  based_on: Fixed<string | null>
  /** In which role the person was there; only participants are counted. */
  role: ColumnType<MarkRole, MarkRole | undefined, never>
  /** Why somebody is excused. */
  note: ColumnType<string | null, string | null | undefined, never>
  /** The document that says so: a file's hash. */
  document: ColumnType<string | null, string | null | undefined, never>
}

/** What somebody stated of a person, and what arrived after the meeting's page was closed: a correction that waits to be signed. */
export interface ProposedMarkTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  person_id: Fixed<string>
  status: Fixed<MarkStatus>
  /** JSON array of {in, out} moments, as in a mark. */
  intervals: Fixed<string>
  stated_at: Fixed<string>
  arrived_at: Fixed<string>
  /** The statement's own, as in a mark. */
  nonce: Fixed<string>
  /** Why excused, and what proves it. */
  note: Fixed<string | null>
  document: Fixed<string | null>
  source: Generated<MarkSource>
  proposed_by: Fixed<string>
  state: 'waiting' | 'accepted' | 'dismissed'
  decided_by: string | null
  decided_at: string | null
}

/** Something else that a closed page is to say, until it is signed: see record/proposals/change.ts. */
export interface ProposedChangeTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  kind: Fixed<string>
  /** What it is about, among the changes of its kind: one of it waits. */
  subject: Fixed<string>
  /** JSON with its format. */
  change: Fixed<string>
  proposed_by: Fixed<string>
  proposed_at: Fixed<string>
  /** replaced: by a later one about the same. */
  state: 'waiting' | 'accepted' | 'dismissed' | 'replaced'
  decided_by: string | null
  decided_at: string | null
}

export interface WalkInTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  /** As said at the door, or as it was put right since; never changed by the match with the register of persons. */
  first_name: string
  last_name: string
  name_search: string
  organisation: string
  sector: Sector
  email: string | null
  phone: string | null
  /** The privacy notice that was shown. */
  notice_id: Fixed<string | null>
  /** JSON array of {in, out} moments, as in a mark. */
  intervals: string
  added_by: Fixed<string | null>
  added_at: Fixed<string>
  person_id: string | null
  matched_by: string | null
  matched_at: string | null
  /** Written down by mistake: it stays in the history, and is nobody's presence. */
  withdrawn_by: string | null
  withdrawn_at: string | null
  withdrawn_reason: string | null
}

/** One scan (or typing) of a meeting's code. Append-only but for what is decided about it. */
export interface CheckInTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  person_id: Fixed<string>
  account_id: Fixed<string>
  kind: Fixed<'entry' | 'exit'>
  /** The entry that an exit ends: one that stands for each. Null of entries, and of exits older than this. */
  entry_id: Fixed<string | null>
  /** The time step of the code: the same code twice is one check-in. */
  step: Fixed<number>
  at: Fixed<string>
  /** Hash of the browser's own random key. */
  device: Fixed<string>
  /** Found when it is made, and of the same device again when it is settled. */
  doubt: 'not_enrolled' | 'outside_window' | 'same_device' | null
  /** accepted at once; waiting for the trainer, who confirmed or rejected it. */
  state: 'accepted' | 'waiting' | 'confirmed' | 'rejected'
  decided_by: string | null
  decided_at: string | null
  /** When it was made into a mark, or left aside for one that the trainer had recorded. */
  settled_at: string | null
}

// The register ------------------------------------------------------------------------------------------------------

/** The opening record of an edition's register. */
/** What somebody says is wrong in the record of a meeting, and what came of it. It changes no record by itself. */
export interface CorrectionRequestTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  /** own: of a person, about their own presence, to whoever records it. locked: of who recorded it, to the manager. */
  kind: Fixed<'own' | 'locked'>
  /** Whose presence; null when it is about the page. */
  person_id: Fixed<string | null>
  asked_by: Fixed<string>
  asked_at: Fixed<string>
  text: Fixed<string>
  state: 'open' | 'accepted' | 'declined' | 'withdrawn'
  answer: string | null
  /** Who accepted, declined or withdrew it. */
  answered_by: string | null
  answered_at: string | null
}

export interface RegisterTable {
  edition_id: Fixed<string>
  opened_on: string
  /** Who keeps it, in words. */
  keeper: string
  /** Who stamped it and under which number, where the authority stamps it. */
  stamp_authority: string | null
  stamp_number: string | null
  opened_by: Fixed<string | null>
  opened_at: Fixed<string>
}

/** A closed page: one meeting's, in versions of which the last is in force. Its number is the meeting's. */
export interface RegisterPageTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  version: Fixed<number>
  /** Canonical JSON of register/page-content.ts. */
  content: Fixed<string>
  /** SHA-256 of the content. */
  hash: Fixed<string>
  /** Why there is another version than the first. */
  reason: Fixed<string | null>
  closed_by: Fixed<string | null>
  closed_by_name: Fixed<string>
  closed_at: Fixed<string>
  locked_by: string | null
  locked_by_name: string | null
  locked_at: string | null
  superseded_at: string | null
}

/** A document frozen as a file. It says which versions of which pages it used (issued_document_page). */
export interface IssuedDocumentTable {
  id: Fixed<string>
  edition_id: Fixed<string>
  kind: Fixed<'register' | 'fad_report'>
  number: Fixed<number>
  file_hash: Fixed<string>
  issued_by: Fixed<string | null>
  issued_at: Fixed<string>
}

export interface IssuedDocumentPageTable {
  document_id: Fixed<string>
  page_id: Fixed<string>
}

/** A file that proves a meeting: the scan of its signed sheet, or something else. */
export interface EvidenceTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  kind: Fixed<'signed_sheet' | 'other'>
  file_hash: Fixed<string>
  name: Fixed<string>
  attached_by: Fixed<string | null>
  attached_at: Fixed<string>
  withdrawn_by: string | null
  withdrawn_at: string | null
  withdrawn_reason: string | null
}

/** An attendance report of an online platform, as imported. */
export interface PlatformReportTable {
  id: Fixed<string>
  meeting_id: Fixed<string>
  platform: Fixed<'teams' | 'zoom' | 'zoom_webinar' | 'meet' | 'other'>
  platform_version: Fixed<string | null>
  /** Which other platform, as somebody typed it. */
  platform_name: Fixed<string | null>
  /** How the file was read, frozen; null where that was not kept yet. */
  reading: Fixed<string | null>
  file_hash: Fixed<string>
  name: Fixed<string>
  imported_by: Fixed<string | null>
  imported_at: Fixed<string>
}

/** A name of such a report with its times of connection; none is ever dropped. */
export interface PlatformRowTable {
  id: Fixed<string>
  report_id: Fixed<string>
  position: Fixed<number>
  name: Fixed<string>
  name_search: Fixed<string>
  email: Fixed<string | null>
  platform_role: Fixed<string | null>
  /** JSON array of {in, out} moments, to the second. */
  intervals: Fixed<string>
  /** 1: registered, and the report says that they did not come. */
  no_show: ColumnType<number, number | undefined, never>
  state: 'matched' | 'waiting' | 'set_aside' | 'walk_in'
  matched_by: 'email' | 'name' | 'hand' | null
  person_id: string | null
  resolved_by: string | null
  resolved_at: string | null
  /** Why it was set aside. */
  reason: string | null
  /** Who was added at the meeting from this row. */
  walk_in_id: string | null
}

/** How the columns of a kind of file are read in a project, by the shape of its headings. */
export interface SheetMappingTable {
  id: Fixed<string>
  project_id: Fixed<string>
  kind: Fixed<'platform_report'>
  fingerprint: Fixed<string>
  /** Frozen content: canonical JSON with the number of its format. */
  mapping: string
  saved_by: string | null
  saved_at: string
}

export interface ParticipantTable {
  project_id: Fixed<string>
  person_id: Fixed<string>
  /** The meeting of the first mark that counts; the attributes are those of that day, frozen. */
  first_meeting_id: string
  first_on: string
  organisation_id: string | null
  organisation_type: string
  sector: Sector
  gender: 'F' | 'M' | 'X' | 'not_stated'
  age_bracket: 'under_18' | 'from_18_to_60' | 'over_60' | 'not_stated'
}

// Learning and results ----------------------------------------------------------------------------------------------

export interface ModuleProgressTable {
  enrolment_id: Fixed<string>
  module_id: Fixed<string>
  started_at: Fixed<string>
  completed_at: string | null
}

export interface QuizAttemptTable {
  id: Fixed<string>
  enrolment_id: Fixed<string>
  module_id: Fixed<string>
  number: Fixed<number>
  /** JSON: question index to chosen answer indexes. */
  answers: Fixed<string>
  /** Percent in hundredths. */
  score: Fixed<number>
  passed: Fixed<Flag>
  nonce: Fixed<string>
  submitted_at: Fixed<string>
}

/** One row per enrolment, derived from marks, modules and the pinned rule; `verify` recounts it. */
export interface CompletionTable {
  enrolment_id: Fixed<string>
  credited_minutes: number
  modules_done: number
  completed_at: string | null
}

// Common ------------------------------------------------------------------------------------------------------------

export interface LedgerTable {
  seq: Fixed<number>
  at: Fixed<string>
  actor_id: Fixed<string | null>
  actor_name: Fixed<string>
  act: Fixed<string>
  subject_type: Fixed<string>
  subject_id: Fixed<string>
  project_id: Fixed<string | null>
  /** Canonical JSON of the values before and after. */
  before: Fixed<string | null>
  after: Fixed<string | null>
  previous_hash: Fixed<string>
  hash: Fixed<string>
}

/** One row: the chain's end, locked by whoever writes, so that two writers cannot fork it. */
export interface LedgerHeadTable {
  id: Fixed<number>
  seq: number
  hash: string
}

/** A file kept on the disk under its SHA-256. */
export interface FileTable {
  hash: Fixed<string>
  type: Fixed<string>
  size: Fixed<number>
  stored_at: Fixed<string>
}

export interface OutboxTable {
  id: Fixed<string>
  to_address: Fixed<string>
  subject: Fixed<string>
  /** Without its personal link. */
  body: Fixed<string>
  /** The body with its personal link, encrypted (mail/sealed-body.server.ts), until it is sent or the link is over. */
  sealed: ColumnType<string | null, string | null | undefined, null>
  sealed_until: ColumnType<string | null, string | null | undefined, never>
  created_at: Fixed<string>
  /** Set while a sender holds it; a stale claim is taken over. */
  claimed_at: string | null
  sent_at: string | null
  attempts: number
  last_error: string | null
}

/** A file counts once in a project's space, however often it is named there. */
export interface ProjectFileTable {
  project_id: Fixed<string>
  file_hash: Fixed<string>
}

export interface SettingTable {
  key: Fixed<string>
  value: string
}

export interface Database {
  organisation: OrganisationTable
  person: PersonTable
  employment: EmploymentTable
  person_home: PersonHomeTable
  privacy_notice: PrivacyNoticeTable
  notice_reading: NoticeReadingTable
  account: AccountTable
  kept_form: KeptFormTable
  login: LoginTable
  role_grant: RoleGrantTable
  token: TokenTable
  email_change: EmailChangeTable
  rate_limit: RateLimitTable
  security_event: SecurityEventTable
  project: ProjectTable
  project_partner: ProjectPartnerTable
  work_package: WorkPackageTable
  target: TargetTable
  tally: TallyTable
  course: CourseTable
  course_version: CourseVersionTable
  module: ModuleTable
  edition: EditionTable
  meeting: MeetingTable
  meeting_trainer: MeetingTrainerTable
  agreed_hours: AgreedHoursTable
  enrolment: EnrolmentTable
  enrolment_event: EnrolmentEventTable
  mark: MarkTable
  proposed_mark: ProposedMarkTable
  proposed_change: ProposedChangeTable
  participant: ParticipantTable
  walk_in: WalkInTable
  check_in: CheckInTable
  correction_request: CorrectionRequestTable
  register: RegisterTable
  register_page: RegisterPageTable
  issued_document: IssuedDocumentTable
  issued_document_page: IssuedDocumentPageTable
  evidence: EvidenceTable
  platform_report: PlatformReportTable
  platform_row: PlatformRowTable
  sheet_mapping: SheetMappingTable
  file: FileTable
  project_file: ProjectFileTable
  module_progress: ModuleProgressTable
  quiz_attempt: QuizAttemptTable
  completion: CompletionTable
  ledger: LedgerTable
  ledger_head: LedgerHeadTable
  outbox: OutboxTable
  setting: SettingTable
}
