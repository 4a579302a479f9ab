// SPDX-License-Identifier: AGPL-3.0-or-later
// The migrations that have landed, with the SHA-256 of each file: from then on it is frozen, and the schema of the last one
// before each landing has a fixture. Added to when a landing brings new ones: `node tests/db/make-fixture.ts` prints the lines.

export const landed: Record<string, string> = {
  '001_people': '3ef718d798ade033fe22b51de669f17fe230022f9b2c2a37f0d3fcf4a7cbe176',
  '002_access': '0ee34ecf357883e84c7c61508cd7afd983c9474cda12a39265addc7e29267e9f',
  '003_projects': 'f3b3cd0638edd6ed4fc53e168c06a16d12762c2144e064cf87ed603e5eab99fe',
  '004_courses': '5daafc10f04facdd1d7215af956bce9b3aef2c2ad722e5945407181c3fe3c9d0',
  '005_editions': '117786fd54ab437fc17e1bd85bbcaba4fa34d4596e25f95e289ca16cb65f9aac',
  '006_attendance': '1ab0d0ed6d4007ee8c76b194081d6b49b21e935c11bf64f6d2b33d90023b8d57',
  '007_learning': '9ef8d429caf024c7c61d424937d8b72073b8b8554f327c9e14797d908ad9043c',
  '008_common': '91368c3c8e328ce0231977dad5b9ad72cdec6e7a42abec6f71fcc08d4660dada',
  '009_register': '7735cb74b2e4b96172011842e98d1a80d1d4aa8ea06d9cb8c38f754d07f0b99f',
  '010_security_events': '928ad0eccc2b60e7406f033597602f6fa50d7797cf9b30685867cde8d0e1ffc9',
  '011_sealed_links': '3f8f3abf85922a8426365ec0f43e34f6fac377fa5e44d2f1fbcc8966ad4d08e8',
  '012_pauses': '9b1d8597708ede35dcaaccccaa3b2126bd8eb8166607cf945418fd6b39929b50',
  '013_person_homes': '4943d348f4c766857f51a24400e2d46e2b49e1dfc61876ac6b39e3c575351e3d',
  '014_one_role': '749d33eefeb228a474d1e3adfa1acf2b1d13ea4ceac43f0cb2ab5cb8fb61ec1d',
  '015_project_files': '4b0c72f70f3f9fce6c7f119906db6d69a039a8be4524107889321173ae62094b',
  '016_statements': 'd692e9768729e6fef55c2cd6644ee2682cef0a90841142d851d04d426a142dc6',
  '017_online_reports': 'f91dc1d553c13c55b1adf963928ebd818e03738b6ca951ff5193c6ce24844341',
  '018_project_language': 'e0fe7abb824d74a1eecff719bb6fffa6586bdcf10e0ce4d8df57c08e5132c82d',
  '019_corrections': '0377797ca4939e0988719479b54ee46f56fd331399f3437e5c9432a8b3d3cace',
  '020_own_word': '9f26b89084d0b64daf10424e4f419ca111461238a0e5da5e3e7ee35cedca02fc',
  '021_agreed_hours': '83d11470b0c315c10d1e5fe6f58342b143b52184cc91dc05e55e6dd03d595c1e',
  '022_withdrawn_walk_ins': 'f4aa1c5cfb255f0fa285b8013beb045e57f972d0c9818aa87ba1df974c11ccb2',
  '023_office_phone': 'a5e7637e23027e42b5d817d575851505dde5ecf0769f31fc6ee826c810c4f892',
  '024_browsers': '02c6ac08d296efd55515631a3c7de236404d42a1b3e325b23f0882fa9d90d786',
  '025_kept_forms': '9ea191b71f6ed3dd7e443c18ce246f208baeac47592bff37002086dc66c77d60',
}
