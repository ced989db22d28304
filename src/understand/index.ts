// What other rooms use of understanding: the classifier, the line format of `classify`, training and evaluation.

export { type ClassifierOptions, type EmbeddedClassifier, openClassifier } from './classifier.js'
export { type Evaluation, evaluateModel, evaluationTable } from './evaluate.js'
export { brandOf, type LabelledPost, readLabelled } from './labelled.js'
export { classifyLine, formatVerdict, parseClassifyLine } from './lines.js'
export { shippedLexicon } from './train/corpus.js'
export { type TrainOptions, trainModel } from './train/train.js'
