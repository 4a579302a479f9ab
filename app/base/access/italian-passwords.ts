// SPDX-License-Identifier: AGPL-3.0-or-later
// Words that Italian offices make passwords of, with a year or a sign after them; the list of the library is of the world's
// leaked passwords, and knows few of them. Small letters, no accents, no spaces.
export const italianPasswords = `
accesso amministratore amministrazione amore amoreamore amoremio amoretiamo amoremiotiamo benvenuta benvenuti benvenuto
buonasera buongiorno buonanotte cambiala cambiami ciaobella ciaobello ciaociao ciaomondo ciaoatutti computer comune
cooperativa corso docente entrare formazione forzainter forzaitalia forzajuve forzajuventus forzalazio forzamilan forzanapoli
forzaroma interista italia italiano juventino lamiapassword lavoro mammamia milanista ministero napoletano nuovapassword
operatore passwordpassword passwordnuova paroladaccesso paroladordine parolachiave passaparola prefettura principessa
progetto prova provaprova questura regione romanista scuola segreta segreteria segreto sempreforza servizio tiamo tiamoamore
tiamoepersempre tiamotanto ufficio utente vaffanculo
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
primavera estate autunno inverno lunedi martedi mercoledi giovedi venerdi sabato domenica
presentedemo
`
  .trim()
  .split(/\s+/)
