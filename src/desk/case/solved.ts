// Tells from the customer's own follow-up whether the matter is over: "ya quedó, gracias". Plain markers in Spanish
// and English; what a post asks or complains of is judged elsewhere and weighs more than a marker.

/** A farewell stands near the start or the end of a short post; a long one is read only this far. */
const READ_MAX = 600

const SOLVED =
  /\b(?:ya (?:me |nos |lo |la |se |esta |quedo |qued[eo] )*(?:quedo|funciona|sirve|solucion\w+|resolvi\w+|arregl\w+|llego|aparecio|devolvieron|listo|pude)|(?:me|nos) (?:funciono|sirvio|lo solucionaron|lo resolvieron|respondieron y quedo)|(?:quedo|esta) (?:solucionado|resuelto|arreglado|listo)|asunto (?:resuelto|arreglado)|problema (?:resuelto|solucionado)|solucionado|resuelto|it (?:works|worked|is working|is fixed|is solved)(?: now)?|works (?:now|fine now|again|perfectly now)|working (?:now|again)|that (?:worked|fixed it|solved it|did it|did the trick)|(?:all |now |problem |issue )(?:solved|fixed|resolved|sorted)|sorted now|got it (?:working|sorted|fixed)|solved)\b/
const THANKS =
  /\b(?:(?:mil |muchas |muchisimas )?gracias|se agradece|te agradezco|les agradezco|dios le pague|thank you|thanks|thx|cheers|much appreciated)\b/
const IN_ADVANCE =
  /\b(?:de antemano|por adelantado|anticipadas?|desde ya|in advance|for any help|cualquier ayuda|a quien)\b/
const NOT_YET =
  /\b(?:no|nunca|todavia|aun|sigue|siguen|sigo|tampoco|nadie|nada|ni|sin|not|never|still|isn'?t|hasn'?t|didn'?t|doesn'?t|nobody|nothing|no one|if|cuando|until|hasta)\b/
const TRYING = /\b(?:voy a|vamos a|intentar\w*|probar\w*|pruebo|i'?ll|i will|will try|let me|going to|try it|trying)\b/
const THANKS_BITTER = /\b(?:gracias por nada|thanks for nothing|no thanks|no gracias|ni las gracias)\b/

/** What the customer's follow-up says of the end: it is solved, they thank, or neither (null). */
export function saysOver(text: string): 'solved' | 'thanks' | null {
  const plain = text.slice(0, READ_MAX).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  // What is asked is not said: "¿ya quedó?"
  const sentences = (plain.match(/[^.!?;,\n]+[.!?;,\n]?/g) ?? []).filter((sentence) => !sentence.endsWith('?'))
  if (sentences.some((sentence) => SOLVED.test(sentence) && !NOT_YET.test(sentence))) return 'solved'
  if (!THANKS.test(plain) || IN_ADVANCE.test(plain) || THANKS_BITTER.test(plain)) return null
  return sentences.some((sentence) => NOT_YET.test(sentence) || TRYING.test(sentence)) ? null : 'thanks'
}
