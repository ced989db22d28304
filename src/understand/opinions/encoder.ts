// A sentence encoder whose files the operator has put into a folder, run by @huggingface/transformers where that package is
// installed. Nothing is downloaded, ever: without the files it is a fault of the configuration.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { EscuchaError } from '../../domain/errors.js'

/** Turns texts into vectors of unit length. */
export interface Encoder {
  /** Tells one encoder's files from another's: a head fits the encoder that it was trained on. */
  readonly fingerprint: string
  embed(text: string): Promise<Float32Array>
}

/** What is used of the package. */
export interface EncoderPackage {
  readonly env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string }
  pipeline(
    task: 'feature-extraction',
    model: string,
    options: { readonly local_files_only: boolean; readonly dtype?: string },
  ): Promise<(text: string, options: { readonly pooling: 'mean'; readonly normalize: true }) => Promise<Vector>>
}

interface Vector {
  readonly data: ArrayLike<number>
}

/** Encoders read some 512 tokens; what comes later is cut by them anyway. */
const TEXT_CHARS_MAX = 2_000
/** A module's name in a variable is not looked for when the program is compiled: the package is the operator's choice. */
const PACKAGE = '@huggingface/transformers'

/** Opens the encoder in a folder. Throws `config-invalid` when the package or the files are not there. */
export async function openEncoder(
  folder: string,
  load: () => Promise<EncoderPackage> = importPackage,
): Promise<Encoder> {
  const path = resolve(folder)
  const fingerprint = fingerprintOf(path)
  const { env, pipeline } = await load()
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = dirname(path)
  const embed = await pipeline('feature-extraction', basename(path), { local_files_only: true }).catch((cause) => {
    throw new EscuchaError('config-invalid', `the encoder in ${folder} cannot be opened: ${messageOf(cause)}`, {
      cause,
    })
  })
  return {
    fingerprint,
    embed: async (text) => {
      const { data } = await embed(text.slice(0, TEXT_CHARS_MAX), { pooling: 'mean', normalize: true })
      return Float32Array.from(data)
    },
  }
}

async function importPackage(): Promise<EncoderPackage> {
  try {
    return (await import(PACKAGE)) as EncoderPackage
  } catch (cause) {
    throw new EscuchaError('config-invalid', `a second opinion of kind onnx needs the package ${PACKAGE}`, {
      hint: `Install it with: npm install ${PACKAGE}`,
      cause,
    })
  }
}

function fingerprintOf(folder: string): string {
  try {
    const config = readFileSync(join(folder, 'config.json'))
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.onnx'))
    if (files.length === 0) throw new Error('no file in it ends in .onnx')
    const sizes = files.sort().map((name) => `${basename(name)} ${statSync(join(folder, name)).size}`)
    return createHash('sha256').update(config).update(sizes.join('\n')).digest('hex').slice(0, 16)
  } catch (cause) {
    throw new EscuchaError('config-invalid', `there is no ONNX encoder in ${folder}: ${messageOf(cause)}`, {
      hint: 'Put config.json, the tokenizer files and onnx/model.onnx of a sentence encoder there.',
      cause,
    })
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
