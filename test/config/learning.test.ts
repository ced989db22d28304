import { describe, expect, it } from 'vitest'
import { configRegistries } from '../../src/app/registries.js'
import { parseConfig } from '../../src/config/load.js'

const read = (text: string) =>
  parseConfig(`brands: [{id: une, name: UNE}]\n${text}`, {
    file: 'escucha.yaml',
    baseDir: '/srv/escucha',
    env: { KEY: 'sk-1' },
    registries: configRegistries(),
  })

describe('learning', () => {
  it('is on by default, at night, once enough was corrected', () => {
    expect(read('').learning).toEqual({
      enabled: true,
      at: '30 3 * * *',
      least: 50,
      weight: 5,
      halfLifeMs: 90 * 86_400_000,
    })
    expect(read('learning: {enabled: false, halfLife: 30d}').learning).toMatchObject({
      enabled: false,
      halfLifeMs: 30 * 86_400_000,
    })
  })

  it('wants a cron line', () => {
    expect(() => read('learning: {at: tonight}')).toThrow('learning.at: "tonight" is not a cron line')
  })
})

describe('second opinions', () => {
  it('are none by default', () => {
    expect(read('').opinions).toEqual([])
  })

  it('have bounds of their own, and their files are looked for beside the configuration', () => {
    const text = `opinions:
  - {kind: openai, url: "http://localhost:11434/v1", model: tiny, apiKey: "\${KEY}", timeout: 5s}
  - {kind: onnx, folder: models/e5, head: models/e5.json, band: 0.1}`
    expect(read(text).opinions).toEqual([
      {
        kind: 'openai',
        url: 'http://localhost:11434/v1',
        model: 'tiny',
        apiKey: 'sk-1',
        timeoutMs: 5000,
        band: 0.2,
        perPass: 200,
      },
      { kind: 'onnx', folder: '/srv/escucha/models/e5', head: '/srv/escucha/models/e5.json', band: 0.1, perPass: 200 },
    ])
  })

  it.each([
    ['opinions: [{kind: oracle}]', 'kind is "onnx" or "openai"'],
    ['opinions: [{kind: openai, model: x}]', 'opinions[0].url is missing'],
    ['opinions: [{kind: openai, url: "ftp://x", model: x}]', 'a web address starts with http'],
    ['opinions: [{kind: onnx, folder: x}]', 'opinions[0].head is missing'],
    ['opinions: [{kind: onnx, folder: x, head: y, band: 2}]', 'opinions[0].band'],
    ['opinions: [{kind: onnx, folder: x, head: y, bnad: 0.1}]', 'unknown key "bnad"'],
  ])('%s is told as a fault', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
})
