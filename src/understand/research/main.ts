// `npm run research -- FOLDER [--no-baseline] [--word-penalty N]`: trains on the public sets of a local folder, for
// comparison with the papers. Nothing of it is kept.

import { parseArgs } from 'node:util'
import { loadModel } from '../classifier.js'
import { SHIPPED_MODEL_FILE } from '../train/corpus.js'
import { RESEARCH_TUNING, research } from './research.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-baseline': { type: 'boolean' },
    'word-penalty': { type: 'string' },
    'named-penalty': { type: 'string' },
  },
})
const [folder] = positionals
if (folder === undefined) {
  process.stdout.write('research: skipped, no folder with public sets was given (npm run research -- FOLDER)\n')
} else {
  research(folder, loadModel(SHIPPED_MODEL_FILE), {
    tuning: {
      wordPenalty: Number(values['word-penalty'] ?? RESEARCH_TUNING.wordPenalty),
      namedPenalty: Number(values['named-penalty'] ?? RESEARCH_TUNING.namedPenalty),
    },
    baseline: values['no-baseline'] !== true,
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
}
