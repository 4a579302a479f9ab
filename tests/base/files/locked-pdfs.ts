// SPDX-License-Identifier: AGPL-3.0-or-later
// PDFs that are encrypted, in every way of the standard: with the password "segreta", or with none, so that only printing and copying are
// forbidden. Each dictionary was made for the test and tried with another reader (poppler).

export const encryptions = {
  r2_password:
    '<</Filter/Standard/V 1/R 2/O<04870ef0fd689f838ee2ee944fa037cb7d59ca29a5b198a1bfe0b990d2f314da>/U<2e9c768b76d9ed0c42fef5963e74647cff83a8f2d03aa45995fe84c23329d30e>/P -3904>>',
  r3_password:
    '<</Filter/Standard/V 2/R 3/Length 128/O<00f01baba4ce55166d8b9426130a1e6e3604160da7f68e9fab92d98d0d98fa3d>/U<49ecbb3c5762a59d1fb83c1f0b0d26a600000000000000000000000000000000>/P -3904>>',
  r4_password:
    '<</Filter/Standard/V 4/R 4/Length 128/CF<</StdCF<</CFM/AESV2/AuthEvent/DocOpen/Length 16>>>>/StmF/StdCF/StrF/StdCF/O<00f01baba4ce55166d8b9426130a1e6e3604160da7f68e9fab92d98d0d98fa3d>/U<49ecbb3c5762a59d1fb83c1f0b0d26a600000000000000000000000000000000>/P -3904>>',
  r5_password:
    '<</Filter/Standard/V 5/R 5/Length 256/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF/O<155ef4524cdfbc7688226ea087bd0efc41824cf2680430e1d34055d61fa06c3d56414c4944534c544b455953414c5438>/OE<07b79888030a16a91d514a296e8a3332b2e81689f02b67951392b72db210a838>/U<afd98c200148f5fdda6d0c7c31bd94cd9c76c9c40887a4637c6df83a8dbf80a056414c4944534c544b455953414c5438>/UE<26ae70150b7d7f1a7b0df0bba44e21524d42ef0c45ddc9b6be30bfdc37741a4b>/Perms<f0a8e740c3ace32b59c63fd63fb8286f>/P -3904>>',
  r6_password:
    '<</Filter/Standard/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF/O<0e865e63307cc38d8f7be9f016c0f7d15aec44d8d7ca7fb958cbaa89faa2394a56414c4944534c544b455953414c5438>/OE<b7e46f278c9f6480192a00b767c8d767e1c04baf35b56d6ee6d328c45d40fca6>/U<26c13f2326d805660e0fed11eeb58d9841361535d970ea240594a735cb8d8fd056414c4944534c544b455953414c5438>/UE<61d6e2277773eb9c3dad02b3c72891bb8945a4a6a210fbdf2197767347051dcd>/Perms<f0a8e740c3ace32b59c63fd63fb8286f>/P -3904>>',
  r2_open:
    '<</Filter/Standard/V 1/R 2/O<5f5d27dcd66974ea55acfe8cc5d077a753399c608fd8ae0fbeeca6bede9efd8f>/U<0a9184476fc2f04540a0da34ac38495f09924b541b06f7f765cc77dfb3d6696d>/P -3904>>',
  r3_open:
    '<</Filter/Standard/V 2/R 3/Length 128/O<5b2a32878fcfbe7fb6c5843e997a5e02186440448d9fb831aa9ec6a301f51368>/U<f03923b24599eeb840920ee6980e727200000000000000000000000000000000>/P -3904>>',
  r4_open:
    '<</Filter/Standard/V 4/R 4/Length 128/CF<</StdCF<</CFM/AESV2/AuthEvent/DocOpen/Length 16>>>>/StmF/StdCF/StrF/StdCF/O<5b2a32878fcfbe7fb6c5843e997a5e02186440448d9fb831aa9ec6a301f51368>/U<f03923b24599eeb840920ee6980e727200000000000000000000000000000000>/P -3904>>',
  r5_open:
    '<</Filter/Standard/V 5/R 5/Length 256/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF/O<d9cfe2f2d9b50797d456610fc1c1857563e0598a641b61053f7b4289d424a87656414c4944534c544b455953414c5438>/OE<9850ff22b03d23cc98d4f8feb564fbce52f2c80559d7337d9645c78f4e122de4>/U<6a3621303955226b2c3ce168e94b295bf66ab83650e6d0a515dc12e038220cbc56414c4944534c544b455953414c5438>/UE<3ec22d646abfc8dedee46cfec09ec38446d90257ce98c2786b701a591e9f0154>/Perms<f0a8e740c3ace32b59c63fd63fb8286f>/P -3904>>',
  r6_open:
    '<</Filter/Standard/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF/O<52d578104615965c361d621df4500d0c02f3692074bd124ef47c2368581290c056414c4944534c544b455953414c5438>/OE<0abbb3fcef3bcd67bdfe8a028bb6a10fb652d27b355e7d0cc7ab8b4af69e28fc>/U<cc9aa777313b768448911c41620092e35dfbe0b54d60d101dca86260991e097856414c4944534c544b455953414c5438>/UE<0367ad3fdde138242a374cf6439b28283992ac90792c1a4c670e1849da08ba06>/Perms<f0a8e740c3ace32b59c63fd63fb8286f>/P -3904>>',
}

/** A page of nothing, encrypted so; `more` stands behind its objects. */
export function encryptedPdf(how: keyof typeof encryptions): Uint8Array {
  const id = '000102030405060708090a0b0c0d0e0f'
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
    encryptions[how],
  ]
  let file = '%PDF-1.7\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj${object}endobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const trailer = `<</Size ${objects.length + 1}/Root 1 0 R/Encrypt 4 0 R/ID[<${id}><${id}>]>>`
  return Buffer.from(`${file}trailer${trailer}\nstartxref\n${table}\n%%EOF\n`, 'latin1')
}
