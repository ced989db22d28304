import fc from 'fast-check'
import { expect, test } from 'vitest'
import { saysOver } from '../../src/desk/case/solved.js'

test.each([
  'Listo, ya me funcionó. ¡Gracias!',
  'ya quedo',
  'Ya lo solucionaron, mil gracias',
  'Ya me devolvieron la plata',
  'sí funcionó, muchas gracias por la ayuda, quedó solucionado',
  'Problema resuelto.',
  'it works now, thank you',
  'That fixed it!',
  'Got it working, cheers',
])('"%s" closes the case', (text) => {
  expect(saysOver(text)).toBe('solved')
})

test.each(['Muchas gracias por la respuesta', 'thanks a lot!', 'Perfecto, se agradece'])('"%s" thanks', (text) => {
  expect(saysOver(text)).toBe('thanks')
})

test.each([
  'Gracias de antemano',
  'Thanks in advance',
  'gracias por nada',
  'No se ha solucionado, gracias',
  'todavía no funciona',
  'Gracias, voy a probar',
  'Thanks, I will try that',
  'still not working, thanks anyway',
  '¿Ya quedó solucionado?, a mí no',
  'cuando esté resuelto les aviso',
  'Vivo en el centro por si sirve',
  '',
])('"%s" leaves it open', (text) => {
  expect(saysOver(text)).toBeNull()
})

test('any text is read in good time', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('ya ', 'me ', 'se ', 'esta ', 'gracias ', '.', ' '), maxLength: 2_000 }),
      (text) => {
        const start = performance.now()
        saysOver(text)
        expect(performance.now() - start).toBeLessThan(50)
      },
    ),
    { numRuns: 50 },
  )
})
