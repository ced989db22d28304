// Words that play a part of their own, whatever a post speaks of: function words of a language, negations, words that ask
// and words that open a clause. One table holds them all, so that a word is looked up once, when it is read.

import { hashWord } from './reading.js'

/** What parts a word plays: bits of `Reading.role`. */
export const OPENS_CLAUSE = 1
export const NEGATES = 2
export const ASKS = 4
export const SPANISH = 8
export const ENGLISH = 16
export const PORTUGUESE = 32
/** French, Italian or Catalan. */
export const NEIGHBOUR = 64

const WORDS: readonly (readonly [number, string])[] = [
  // What follows may be about somebody else.
  [
    OPENS_CLAUSE,
    `pero aunque sino mientras y e and but while whereas although though however porque because pues cuando when`,
  ],
  // They turn round what follows.
  [
    NEGATES,
    `no nunca jamas ni sin tampoco nada not never without dont doesnt didnt isnt arent wasnt werent cant cannot couldnt
    wont wouldnt hasnt havent hadnt aint nor hardly nadie ningun ninguna none não nao nem sem`,
  ],
  [
    ASKS,
    `que como cuando donde cual cuales quien quienes cuanto cuanta cuantos cuantas porque alguien alguno saben sabe puedo
    puede what how when where who which why is are do does did can could anyone anybody has have will would should q`,
  ],
  [
    SPANISH,
    `el la los las en un una unos unas del al y que es son por para con sin pero como mas muy ya lo le les su sus nos mi me te se si
    esta este esto eso esa estan estoy fue hay han he hace desde hasta cuando donde quien porque pues hoy ayer ahora tambien
    siempre nunca nada alguien todo todos toda entre sobre asi ni yo usted ustedes hola gracias buenas buenos hasta pesimo
    tengo tiene tienen puedo puede quiero hacer llevo otra otro solo mejor bien mal años dias servicio`,
  ],
  [
    ENGLISH,
    `the and is are was were be been to of in for on with at by from this that these those it its i you we they he she my your
    our their me us them not dont doesnt cant wont didnt isnt im ive what when where who why how have has had do does did
    will would can could should just so but if or as an about out up get got now no than then there here after all any
    thanks please hi hello anyone service`,
  ],
  [
    PORTUGUESE,
    `o os as um uma uns umas do da dos das no na nos nas ao aos pelo pela e que nao sim com sem mas mais muito muita ja lhe
    seu sua seus suas meu minha eu voce voces ele ela eles elas isso isto esse essa este esta estou foi sao tem tenho ha
    quando onde quem porque tambem sempre nunca nada tudo todos entao ate hoje ontem agora obrigado obrigada atendimento`,
  ],
  [
    NEIGHBOUR,
    'je est et des dans avec pour pas vous nous qui sur cette che della sono anche gli il non perche questo amb els dels aquest',
  ],
]

/** Slots, at a third full; a power of two. */
const SLOTS = 1 << 10
const keys = new Int32Array(SLOTS)
const roles = new Uint8Array(SLOTS)

function slotOf(hash: number): number {
  let slot = hash & (SLOTS - 1)
  while (keys[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (SLOTS - 1)
  return slot
}

for (const [role, words] of WORDS) {
  for (const word of words.split(/\s+/)) {
    const slot = slotOf(hashWord(word))
    keys[slot] = hashWord(word)
    roles[slot] = (roles[slot] as number) | role
  }
}

/** The parts that the word of a hash plays; 0 for most. */
export function rolesOf(hash: number): number {
  return roles[slotOf(hash)] as number
}
