// Tries the second opinions of the configuration, so that a person hears what is wrong with them before a scan does, and
// puts into words what a scan found wrong with them.

import { explained, isExpected } from '../domain/errors.js'
import type { Fetcher } from '../domain/fetcher.js'
import type { OpinionSpec, Settings } from '../domain/settings.js'
import { openOpinion } from '../understand/opinions/open.js'
import type { OpinionFault } from '../understand/opinions/opinions.js'

/** Asks each about a made-up post; what is wrong with it, or null. */
export function checkOpinions(
  { opinions, brands }: Settings,
  fetcher: Pick<Fetcher, 'post'>,
): Promise<readonly { readonly name: string; readonly fault: string | null }[]> {
  const [brand] = brands
  const text = `${brand?.name ?? ''}: llevo dos días sin servicio y nadie contesta`
  return Promise.all(
    opinions.map(async (spec) => {
      try {
        const opinion = await openOpinion(spec, (url, headers, body) => fetcher.post(url, headers, body))
        if (brand !== undefined) await opinion.ask({ text, brand })
        return { name: nameOf(spec), fault: null }
      } catch (error) {
        if (!isExpected(error)) throw error
        return { name: nameOf(spec), fault: explained(error) }
      }
    }),
  )
}

/** A second opinion that a pass had to do without, in words; the reason may hold another program's own. */
export function faultInWords({ id, reason }: OpinionFault, language: Settings['language']): string {
  const why = reason.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, REASON_CHARS_MAX)
  return language === 'es'
    ? `La segunda opinión de ${id} falló (${why}): el modelo juzgó solo donde no la tuvo. "escucha doctor" la prueba.`
    : `The second opinion of ${id} failed (${why}): the model judged alone where it had none. "escucha doctor" tries it.`
}

/** A line on a terminal, not a page. */
const REASON_CHARS_MAX = 300

function nameOf(spec: OpinionSpec): string {
  return spec.kind === 'onnx' ? `onnx ${spec.folder}` : `openai ${spec.model}`
}
