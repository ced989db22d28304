// The words of the answer library, and of drafts and their reuse.

import { many } from '../many.js'

/** The words of the answer library, in English. */
export const answers = {
  answers: {
    title: 'Answers',
    about:
      'What the team knows how to answer. Escucha offers each as a draft in the cases that are about the same thing; nobody sends it for you.',
    empty: 'No answers yet. The first is written once and serves many times.',
    write: 'Write an answer',
    edit: 'Edit',
    editTitle: 'Edit the answer',
    save: 'Save answer',
    cancel: 'Cancel',
    remove: 'Remove',
    removeSure: (title: string) => `Remove “${title}”? What was answered with it stays counted.`,
    download: 'Download as a file',
    name: 'Title',
    nameHint: 'For the team: the customer does not see it.',
    brands: 'Brands',
    allBrands: 'all brands',
    words: 'The customer’s words',
    wordsHint:
      'One a line. The answer is offered when the case has one of them; a closing asterisk leaves the word open: invoice*',
    text: (language: string) => `Text in ${language}`,
    textHint: 'Just as it will be copied. One language is enough.',
    link: 'Link to read more',
    topic: 'Answers this topic',
    topicsCount: (count: number) => many(count, 'topic', 'topics'),
    file: 'from a file',
    fileHint: 'Edited in its file; a change is in force at once.',
    written: (by: string, when: string) => `by ${by}, ${when}`,
    replaced: (id: string) => `A file of the same name, ${id}, stands in its place.`,
    used: (count: number) => (count === 0 ? 'not used yet' : many(count, 'time used', 'times used')),
    faults: 'Files that could not be used',
    saved: 'Answer saved.',
    removed: 'Answer removed.',
    faultOf: {
      'no-title': 'Give it a title.',
      'title-long': 'The title is too long.',
      'no-text': 'Write the text in one language at least.',
      'text-long': 'The text is too long: up to 5000 characters per language.',
      'words-bad': 'Words have 2 to 100 letters, and there are up to 100.',
      'link-bad': 'The link starts with http:// or https://',
      'brand-unknown': 'That brand is not in the configuration.',
    },
  },
  places: {
    title: 'New places',
    about: 'Where the posts about your brands link to, and nobody listens yet.',
    links: (count: number) => many(count, 'post links there', 'posts link there'),
    example: 'See one',
  },
  draft: {
    title: 'Known answer',
    library: 'from the library',
    other: (language: string) => `It is in ${language}; the customer wrote in another language.`,
    use: 'I used it',
    used: (by: string, when: string) => `${by} used it, ${when}.`,
    takeBack: 'I did not use it',
    more: 'Read more',
    noted: 'Noted: answer used.',
    takenBack: 'Noted: not used.',
    write: 'Write the known answer',
  },
}
