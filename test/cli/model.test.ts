import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../e2e/program.js'
import { type Said, say } from './terminal.js'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
const escucha = (...words: string[]): Promise<Said> => say([...words, '--config', 'escucha.yaml'], folder.path)

beforeAll(async () => {
  folder = await temporaryFolder()
  await folder.write('escucha.yaml', 'storage: escucha.db\nbrands: [{id: une, name: UNE}]\n')
})
afterAll(() => folder.remove())

describe('escucha model', () => {
  it('lists the model that ships where nothing was learnt yet', async () => {
    const { code, stdout } = await escucha('model', 'list')
    expect(code).toBe(0)
    expect(stdout).toMatch(/\*\s+escucha-[0-9a-f]{10}\s+ships/)
    const said = JSON.parse((await escucha('model', 'list', '--json')).stdout)
    expect(said).toEqual({ shipped: expect.stringMatching(/^escucha-[0-9a-f]{10}$/), active: null, learnt: [] })
  })

  it.each([
    [['learn'], 'nobody has corrected anything yet'],
    [['rollback'], 'nothing is before it'],
    [['use', 'zzz'], 'There is no model "zzz"'],
  ])('%j says in a line why nothing happens', async (words, message) => {
    const { code, stdout, stderr } = await escucha('model', ...words)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(message)
  })

  it('a second opinion that cannot work as configured is told by doctor and ends a scan with wrong configuration', async () => {
    await folder.write(
      'onnx.yaml',
      'storage: other.db\nbrands: [{id: une, name: UNE}]\nopinions: [{kind: onnx, folder: none, head: none.json}]\n',
    )
    const doctor = await say(['doctor', '--config', 'onnx.yaml'], folder.path)
    expect(doctor.code).toBe(1)
    expect(doctor.stdout).toContain('✗ opinion onnx')
    const scan = await say(['scan', '--config', 'onnx.yaml'], folder.path)
    expect(scan.code).toBe(2)
    expect(scan.stderr).toContain('escucha train --encoder FOLDER')
  })

  it('training a head without the package that runs encoders names the command that installs it', async () => {
    await folder.write('data.jsonl', '{"text":"UNE no sirve","brand":"UNE","labels":{"complaint":true}}\n')
    await folder.write('config.json', '{}')
    await folder.write('model.onnx', 'x')
    const said = await escucha('train', '--encoder', '.', '--data', 'data.jsonl', '--out', 'head.json')
    expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining('npm install @huggingface/transformers') })
  })
})
