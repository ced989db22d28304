// Where the model that ships stands, and how a model's file is opened.

import { readFileSync } from 'node:fs'
import { EscuchaError } from '../domain/errors.js'
import { decodeModel, type Model } from './model.js'

/** The model that ships. */
export const SHIPPED_MODEL = new URL('../../data/model/escucha.model', import.meta.url)

/** Reads a model file. */
export function loadModel(file: URL | string): Model {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw new EscuchaError('bad-input', `the model file ${String(file)} cannot be read`, {
      hint: 'give a file made by "escucha train", or restore data/model',
      cause,
    })
  }
  return decodeModel(bytes)
}
