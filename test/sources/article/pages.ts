// Pages of our own for the tests of the kind `article`.

const PROSE = [
  'La factura de la fibra llegó el lunes con un cargo de doce mil pesos que nadie en la casa había pedido, y la línea de atención solo ofreció un número de caso.',
  'Tres llamadas después, el operador reconoció que el cargo era de otro contrato, pero pidió esperar quince días hábiles para devolver el dinero a la cuenta.',
  'Mientras tanto el servicio siguió cayéndose cada noche, justo a la hora en que los niños hacen sus tareas, y el técnico que prometieron no apareció nunca.',
  'La asociación de usuarios recomienda guardar el número de cada reclamo, porque sin él la superintendencia no admite la queja ni abre una investigación formal.',
]

/** An article with JSON-LD, a menu, a box of other articles and two comments in common markup. */
export const ARTICULO = `<!doctype html><html lang="es-CO"><head><title>Cobros que nadie pidió | El Faro</title>
<link rel="canonical" href="https://elfaro.example/2024/05/cobros-que-nadie-pidio">
<meta property="og:type" content="article"><meta property="og:site_name" content="El Faro">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"NewsArticle","headline":"Cobros que nadie pidió","author":{"@id":"#ana"},"datePublished":"2024-05-14T08:30:00-05:00",},
 {"@type":"Person","@id":"#ana","name":"Ana Ruiz","url":"/autores/ana"}]}</script></head>
<body><nav><a href="/">Inicio</a> <a href="/deportes">Deportes</a></nav>
<article><h1>Cobros que nadie pidió</h1>${PROSE.map((text) => `<p>${text}</p>`).join('')}
<p><strong><a href="/2024/04/otra-nota-del-sitio">Lea también: Otra nota del sitio</a></strong></p></article>
<section id="comentarios"><h2>Comentarios</h2>
<div class="comment" id="c-1"><span class="autor">Luis P.</span> <time datetime="2024-05-14T15:00:00Z">hoy</time>
 <div class="texto">A mí me pasó lo mismo con el router.</div>
 <div class="comment" id="c-2"><span class="autor">Marta</span> <time datetime="2024-05-14T16:00:00Z">hoy</time><div class="texto">¿Y le devolvieron la plata?</div></div></div>
</section><footer>© El Faro</footer></body></html>`

/** The words of the article. */
export const PROSA = PROSE.join('\n\n')

/** A discussion in microdata, of an engine that nobody knows. */
export const DISCUSSION = `<!doctype html><html lang="en"><head><title>Router drops | Some board</title></head><body>
<main itemscope itemtype="https://schema.org/DiscussionForumPosting"><h1 itemprop="headline">Router drops every night</h1>
<a itemprop="url" href="/thread/9">#</a><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">kim</b></span>
<time itemprop="datePublished" datetime="2024-06-01T10:00:00Z">1 June</time>
<div itemprop="interactionStatistic" itemscope itemtype="https://schema.org/InteractionCounter"><meta itemprop="interactionType" content="https://schema.org/ViewAction"><meta itemprop="userInteractionCount" content="321"></div>
<div itemprop="text">It restarts at nine. Does anybody know why?</div>
<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="r-4"><a itemprop="author" href="/u/lee">lee</a>
<time itemprop="datePublished" datetime="2024-06-01T11:00:00Z">1 June</time><div itemprop="text"><blockquote>It restarts at nine.</blockquote>Same here.</div>
<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="r-5"><a itemprop="author" href="/u/kim">kim</a><div itemprop="text">Since when?</div></div></div>
</main></body></html>`

const LONG =
  'I was charged twice for the same month and the chat window closes by itself whenever I ask about a refund of it.'

/** A question in JSON-LD whose texts are cut; the page shows them whole. */
export const QUESTION = `<!doctype html><html lang="en"><head><title>Charged twice</title>
<script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":"Question","name":"Charged twice","text":"I was charged twice for the same month and the chat...",
"author":{"@type":"Person","name":"Jo"},"dateCreated":"2024-06-02","answerCount":2,
"acceptedAnswer":{"@type":"Answer","text":"Write to billing.","url":"https://ask.example/q/7#a2","author":{"name":"Support"}},
"suggestedAnswer":[{"@type":"Answer","text":"Same here.","url":"https://ask.example/q/7#a1"}]}}</script></head>
<body><h1>Charged twice</h1><div class="q"><div class="who">Jo</div><div class="said"><p>${LONG}</p></div></div></body></html>`

/** The whole words of that question. */
export const ASKED = LONG

/** A blog's front page without a feed. */
export const PORTADA = `<!doctype html><html lang="es"><head><title>Bitácora</title></head><body><nav><a href="/categoria/fibra">Fibra</a></nav>
${['la-fibra-que-no-llega', 'como-reclamar-una-factura', 'el-router-del-operador']
  .map(
    (slug) =>
      `<article class="entry"><h2><a href="/2024/06/${slug}">${slug.replace(/-/g, ' ')}</a></h2><time datetime="2024-06-10">10 de junio</time><p>Un resumen.</p></article>`,
  )
  .join(
    '',
  )}<aside><a href="https://otro.example/anuncio-de-una-tienda">Un anuncio de una tienda</a></aside><footer><a href="/aviso-para-los-lectores">Aviso para los lectores</a></footer></body></html>`

/** A sitemap with one broken entry. */
export const MAPA = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="x">
<url><loc>https://elfaro.example/</loc></url>
<url><loc>https://elfaro.example/2024/05/vieja-nota</loc><lastmod>2024-05-01</lastmod></url>
<url><loc>:::</loc></url>
<url><image:image><image:loc>https://elfaro.example/foto-1.jpg</image:loc></image:image><loc>https://elfaro.example/2024/06/nueva-nota</loc><lastmod>2024-06-01</lastmod></url>`
