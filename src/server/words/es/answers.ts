// The words of the answer library, and of drafts and their reuse.

import { many } from '../many.js'

/** The words of the answer library, in Spanish. */
export const answers = {
  answers: {
    title: 'Respuestas',
    about:
      'Lo que el equipo ya sabe contestar. Escucha ofrece cada respuesta como borrador en los casos que tratan de lo mismo; nadie la envía por usted.',
    empty: 'Todavía no hay respuestas. La primera se escribe una vez y sirve muchas.',
    write: 'Escribir una respuesta',
    edit: 'Editar',
    editTitle: 'Editar la respuesta',
    save: 'Guardar respuesta',
    cancel: 'Cancelar',
    remove: 'Quitar',
    removeSure: (title: string) => `¿Quitar «${title}»? Lo que ya se contestó con ella sigue contado.`,
    download: 'Descargar como archivo',
    name: 'Título',
    nameHint: 'Para el equipo: el cliente no lo ve.',
    brands: 'Marcas',
    allBrands: 'todas las marcas',
    words: 'Palabras del cliente',
    wordsHint:
      'Una por línea. La respuesta se ofrece cuando el caso trae alguna; un asterisco al final deja la palabra abierta: factura*',
    text: (language: string) => `Texto en ${language.toLowerCase()}`,
    textHint: 'Tal como se va a copiar. Con un idioma basta.',
    link: 'Enlace para leer más',
    topic: 'Contesta este tema',
    topicsCount: (count: number) => many(count, 'tema', 'temas'),
    file: 'de un archivo',
    fileHint: 'Se edita en su archivo; el cambio vale de inmediato.',
    written: (by: string, when: string) => `de ${by}, ${when}`,
    replaced: (id: string) => `Un archivo con el mismo nombre, ${id}, ocupa su lugar.`,
    used: (count: number) => (count === 0 ? 'sin usar todavía' : many(count, 'vez usada', 'veces usada')),
    faults: 'Archivos que no se pudieron usar',
    saved: 'Respuesta guardada.',
    removed: 'Respuesta quitada.',
    faultOf: {
      'no-title': 'Póngale un título.',
      'title-long': 'El título es demasiado largo.',
      'no-text': 'Escriba el texto al menos en un idioma.',
      'text-long': 'El texto es demasiado largo: hasta 5000 caracteres por idioma.',
      'words-bad': 'Las palabras van de 2 a 100 letras, y hasta 100.',
      'link-bad': 'El enlace empieza por http:// o https://',
      'brand-unknown': 'Esa marca no está en la configuración.',
    },
  },
  places: {
    title: 'Lugares nuevos',
    about: 'Adonde enlazan las publicaciones que hablan de sus marcas, y donde todavía no se escucha.',
    links: (count: number) => many(count, 'publicación enlaza', 'publicaciones enlazan'),
    example: 'Ver una',
  },
  draft: {
    title: 'Respuesta conocida',
    library: 'de la biblioteca',
    other: (language: string) => `Está en ${language.toLowerCase()}; el cliente escribió en otro idioma.`,
    use: 'La usé',
    used: (by: string, when: string) => `La usó ${by}, ${when}.`,
    takeBack: 'No la usé',
    more: 'Leer más',
    noted: 'Anotado: respuesta usada.',
    takenBack: 'Anotado: no se usó.',
    write: 'Escribir la respuesta conocida',
  },
}
