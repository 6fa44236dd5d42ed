import type { EngineVariables } from './environment.js';

/** The variables of the providers that engines with a choice of models may ask. */
export const MODEL_PROVIDERS: EngineVariables = {
  names: ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_API_KEY'],
  prefixes: [
    ...['ANTHROPIC_', 'OPENAI_', 'AZURE_OPENAI_', 'GEMINI_', 'GOOGLE_GENERATIVE_AI_', 'OPENROUTER_', 'XAI_', 'GROQ_'],
    ...['CEREBRAS_', 'DEEPSEEK_', 'MISTRAL_', 'FIREWORKS_'],
  ],
};
