#!/usr/bin/env node
import '../dist/praxino-cli.js';
