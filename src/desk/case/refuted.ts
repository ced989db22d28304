// Tells from a later post that an answer did not help: "ya lo probé y sigue igual", "eso no es así". Plain markers in
// Spanish and English; what a post asks or complains of is judged elsewhere and weighs more than a marker.

/** Such things are said at once; a long post is read only this far. */
const READ_MAX = 600

/** What the customer says who tried it. */
const FAILED =
  /\b(?:(?:eso |esto |asi |igual )?(?:no|tampoco) (?:me |nos |le )?(?:funciona|funciono|sirve|sirvio|resulta|resulto|jala|jalo|anda|anduvo|ayuda|ayudo)|sigue (?:igual|sin|con el mismo|fallando|pasando)|sigo (?:igual|sin poder|en las mismas)|ya (?:lo |la |eso |todo eso )?(?:probe|intente|hice|habia probado|habia hecho|habia intentado)|(?:eso|esa|ese|esto) ya (?:lo|la) (?:probe|intente|hice)|ni asi|nada que ver|me (?:da|sale) (?:el mismo )?error|(?:it |that |this )?(?:did ?n[o']?t|does ?n[o']?t|didnt|doesnt) (?:work|help|fix|do anything|change)|(?:still|it'?s still) (?:not working|the same|broken|happening|no|nothing|failing)|(?:already|i) (?:tried|did) (?:that|this|it|all)|already tried|no (?:luck|joy|change|dice)|made no difference|same (?:error|thing|problem) (?:again|still))\b/

/** What anybody says who knows better. */
const DENIED =
  /(?:^|[.!?;,\n]\s*|\b(?:no,? |pero |but |actually,? ))(?:(?:eso|esto|lo que dice\w*|lo de arriba|esa respuesta|la respuesta)(?: de arriba)? (?:no es (?:asi|cierto|verdad|correcto)|es (?:falso|mentira|incorrecto)|esta mal|ya no (?:funciona|sirve|aplica|existe)|no (?:funciona|sirve|aplica))|(?:es )?(?:falso|mentira)\b|no (?:es cierto|es verdad|le hagan caso|le hagas caso|hagan caso|hagas eso|hagan eso)|(?:te|se) equivoca[ns]?\b|(?:estas|esta) equivocad[oa]|(?:that|this)(?:'?s| is| info is)? (?:wrong|not true|not right|incorrect|false|outdated|bad advice)|(?:that|this) (?:answer|reply|advice)(?: above)? is (?:wrong|incorrect|outdated)|(?:that|this) (?:does ?n[o']?t|doesnt|won'?t|wont|no longer|will not) works?|do ?n[o']?t (?:do (?:that|this)|listen to)|dont (?:do (?:that|this)|listen to)|ignore (?:that|the (?:above|reply|answer)))/

/** A failure that is over, or only feared, refutes nothing. */
const OVER = /\b(?:hasta que|ya (?:quedo|funciona|sirve|anda|jalo|esta)|until i|but now|works now|it worked)\b/
const IF = /\b(?:si (?:no|sigue|eso|te|le)|por si|cuando no|if (?:it|that|this|not|you)|in case|unless)\b/

/** Who speaks: the customer tells of their own trial, anybody may deny. */
export type Speaker = 'asker' | 'other'

/** True when the post says that what was answered did not help or is not so. */
export function refutes(text: string, by: Speaker): boolean {
  const plain = text.slice(0, READ_MAX).normalize('NFKD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase()
  if (OVER.test(plain)) return false
  // What is asked is not said: "¿ya lo probaste?"
  const sentences = (plain.match(/[^.!?;\n]+[.!?;\n]?/g) ?? []).filter((sentence) => !sentence.endsWith('?'))
  return sentences.some(
    (sentence) => !IF.test(sentence) && (DENIED.test(sentence) || (by === 'asker' && FAILED.test(sentence))),
  )
}
