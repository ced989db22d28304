// The list of commands, in the order in which `--help` shows them: adding one is one file beside this and one line here.
// A command's file is loaded when it is called for, so that a small command need not wait for what only others use.

import type { Registration } from './command.js'

/** A file that registers one or more commands. */
export interface CommandFile {
  readonly names: readonly string[]
  readonly load: () => Promise<Registration>
}

/** Every command. */
export const commandFiles: readonly CommandFile[] = [
  { names: ['demo'], load: async () => (await import('./demo.js')).registerDemo },
  { names: ['init'], load: async () => (await import('./init.js')).registerInit },
  { names: ['scan'], load: async () => (await import('./scan.js')).registerScan },
  { names: ['serve', 'worker'], load: async () => (await import('./serve.js')).registerServe },
  { names: ['extract'], load: async () => (await import('./extract.js')).registerExtract },
  { names: ['classify'], load: async () => (await import('./classify.js')).registerClassify },
  { names: ['train', 'evaluate'], load: async () => (await import('./model.js')).registerModel },
  { names: ['model'], load: async () => (await import('./learning.js')).registerLearning },
  { names: ['sources'], load: async () => (await import('./sources.js')).registerSources },
  { names: ['opml'], load: async () => (await import('./opml.js')).registerOpml },
  { names: ['alerts'], load: async () => (await import('./alerts.js')).registerAlerts },
  { names: ['answers'], load: async () => (await import('./answers.js')).registerAnswers },
  { names: ['rules'], load: async () => (await import('./rules.js')).registerRules },
  { names: ['insights'], load: async () => (await import('./insights.js')).registerInsights },
  { names: ['export'], load: async () => (await import('./export.js')).registerExport },
  { names: ['users', 'token'], load: async () => (await import('./people.js')).registerPeople },
  { names: ['backup', 'restore', 'erase'], load: async () => (await import('./keeping.js')).registerKeeping },
  { names: ['doctor'], load: async () => (await import('./doctor.js')).registerDoctor },
]
