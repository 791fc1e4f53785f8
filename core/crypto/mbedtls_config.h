// What mbedTLS is built with: AES of 128 bits in CBC, small. MBEDTLS_CONFIG_FILE names this file.
#pragma once

#define MBEDTLS_AES_C
#define MBEDTLS_CIPHER_MODE_CBC
#define MBEDTLS_AES_ONLY_128_BIT_KEY_LENGTH
#define MBEDTLS_AES_FEWER_TABLES
