// What the elements of HTML are to a reader of plain text: which of them stand on lines of their own, which say
// nothing, and what a picture says.

/** Elements whose content is not what the author wrote. */
export const UNREAD: ReadonlySet<string> = new Set(
  'script style template iframe object embed svg canvas video audio select option button textarea noscript head'.split(
    ' ',
  ),
)

/** Elements that stand on lines of their own, with an empty line around them or without. */
export const PARAGRAPHS: ReadonlySet<string> = new Set(
  'p blockquote ul ol dl table pre h1 h2 h3 h4 h5 h6 figure article section fieldset'.split(' '),
)
/** Those without. */
export const LINES: ReadonlySet<string> = new Set(
  'div li dt dd tr caption figcaption header footer aside main nav address form details summary hr center'.split(' '),
)

/** `:smile:` or a pictograph: what engines write beside the picture of an emoji. */
const EMOJI_ALT = /^(?::[\w+-]+:|\p{Extended_Pictographic}\P{L}*)$/u

/** An emoji or smiley drawn as a picture speaks by its alternative text; any other picture says nothing. */
export function pictureText(attributes: Readonly<Record<string, string>>): string {
  const alt = attributes.alt ?? ''
  if (alt === '' || alt.length > 40) return ''
  const marks = `${attributes.class ?? ''} ${attributes.src ?? ''}`
  const speaks = /emoji|emoticon|smil(?:ey|ie)/i.test(marks) || EMOJI_ALT.test(alt)
  return speaks ? ` ${alt} ` : ''
}
