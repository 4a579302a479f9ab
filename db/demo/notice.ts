// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's privacy notice: an example of shape, not a text to adopt.

export const demoNotice = {
  text_it: `## Chi tratta i dati

Titolari del trattamento sono gli enti capofila e partner del progetto, indicati nella pagina di ciascun progetto. Questa è un'installazione dimostrativa: le persone che vi compaiono sono inventate.

## Perché e su quale base

I dati servono a organizzare la formazione, a tenere il registro delle presenze e a rendicontare il progetto a chi lo finanzia. Il trattamento è necessario per un compito di interesse pubblico e per gli obblighi che derivano dal finanziamento; non si fonda sul consenso.

## Quali dati e per quanto tempo

Nome e cognome, ente di appartenenza e ruolo, recapiti, genere e data di nascita se indicati, presenze, moduli svolti e questionari superati. Sono conservati per il tempo in cui il finanziamento può essere controllato. Il dispositivo di chi insegna tiene le pagine dell'appello delle riunioni di oggi e di domani, con i nomi, fino a un giorno dopo la riunione o all'uscita da Presente. Ciò che vi è scritto senza rete resta lì finché non è stato inviato.

## Chi li vede

Il personale del progetto, i docenti per i propri incontri, i revisori nei limiti del loro incarico. L'ente di appartenenza conosce presenze e attestati, non l'uso delle pagine.

## I diritti

Si può chiedere l'accesso ai propri dati, la rettifica e, quando le prove non devono più essere conservate, la cancellazione. È possibile rivolgersi al Garante per la protezione dei dati personali.`,
  text_en: `## Who processes the data

The controllers are the bodies that lead and partner each project, named on its page. This is a demonstration: the people in it are invented.

## Why, and on what basis

The data serve to organise training, keep the attendance register and report on the project to its funder. Processing is necessary for a task in the public interest and for the obligations that come with the grant; it does not rest on consent.

## Which data, for how long

Name, employer and role, contact details, gender and date of birth if given, attendance, modules done and quizzes passed. They are kept for as long as the grant may be audited. A trainer's device keeps the roll's pages of today's and tomorrow's meetings, with the names, until a day after the meeting or until signing out. What is written there without network stays until it has been sent.

## Who sees them

The project's staff, trainers for their own meetings, auditors within their mandate. An employer knows attendance and certificates, not the use of pages.

## Your rights

You may ask for access to your data, for correction and, once the evidence need no longer be kept, for erasure. You may turn to the Italian data protection authority (Garante).`,
}
